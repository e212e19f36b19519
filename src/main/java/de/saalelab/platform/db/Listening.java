package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what is notified on a channel, on a connection of its own that comes back by itself, at the primary of the day. What was said while it was away
 * is lost. A connection that has died without a word is found out by asking it something every few seconds.
 */
public final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final int RETRY_MILLIS = 1_000;
    private static final int ASK_EVERY_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 5_000;

    private final Vertx vertx;
    private final Primary primary;
    private final String channel;
    private final Consumer<String> heard;
    private @Nullable PgConnection connection;
    private boolean closed;

    private Listening(Vertx vertx, Primary primary, String channel, Consumer<String> heard) {
        this.vertx = vertx;
        this.primary = primary;
        this.channel = channel;
        this.heard = heard;
    }

    static Listening open(Vertx vertx, Primary primary, String channel, Consumer<String> heard) {
        Listening listening = new Listening(vertx, primary, channel, heard);
        listening.connect();
        return listening;
    }

    private void connect() {
        Future<PgConnection> connecting = primary.find().compose(server -> PgConnection.connect(vertx, server));
        connecting
                .compose(made -> {
                    made.notificationHandler(news -> heard.accept(news.getPayload()));
                    return made.query("LISTEN \"" + channel + "\"").execute().map(made);
                })
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(this::listen)
                .onFailure(fault -> {
                    LOG.warn("Channel {} cannot be heard yet", channel, fault);
                    connecting.onSuccess(PgConnection::close);
                    connectLater();
                });
    }

    private synchronized void listen(PgConnection made) {
        if (closed) {
            made.close();
            return;
        }
        connection = made;
        long questions = vertx.setPeriodic(
                ASK_EVERY_MILLIS,
                timer -> made.query("SELECT 1")
                        .execute()
                        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                        .onFailure(fault -> made.close()));
        made.closeHandler(gone -> {
            vertx.cancelTimer(questions);
            connectLater();
        });
    }

    private synchronized void connectLater() {
        connection = null;
        if (!closed) {
            vertx.setTimer(RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_MILLIS), timer -> again());
        }
    }

    private synchronized void again() {
        if (!closed) {
            connect();
        }
    }

    /** Stops. */
    public synchronized Future<Void> close() {
        closed = true;
        return connection == null ? Future.succeededFuture() : connection.close();
    }
}
