package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that listens on all channels that somebody wants to hear. It is made when the first comes, ends with the last, and comes back by itself,
 * at the primary of the day. One that has died without a word is found out by repeating LISTEN every few seconds, which changes nothing.
 */
final class NewsConnection {
    private static final Logger LOG = LoggerFactory.getLogger(NewsConnection.class);
    private static final int RETRY_MILLIS = 1_000;
    private static final int REPEAT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 5_000;

    private final Vertx vertx;
    private final Primary primary;
    private final Map<String, List<Consumer<String>>> channels = new TreeMap<>();
    private @Nullable PgConnection connection;
    private boolean coming;

    NewsConnection(Vertx vertx, Primary primary) {
        this.vertx = vertx;
        this.primary = primary;
    }

    synchronized Listening listen(String channel, Consumer<String> heard) {
        channels.computeIfAbsent(channel, none -> new CopyOnWriteArrayList<>()).add(heard);
        if (connection != null) {
            repeat(connection);
        } else if (!coming) {
            connect();
        }
        return new Listening(this, channel, heard);
    }

    /** A channel that nobody wants any more stays open until the connection ends; what comes on it is dropped. */
    synchronized Future<Void> forget(String channel, Consumer<String> heard) {
        List<Consumer<String>> ears = channels.getOrDefault(channel, List.of());
        if (!ears.remove(heard) || !ears.isEmpty()) {
            return Future.succeededFuture();
        }
        channels.remove(channel);
        return channels.isEmpty() && connection != null ? connection.close() : Future.succeededFuture();
    }

    private synchronized void connect() {
        coming = true;
        Future<PgConnection> connecting = primary.find().compose(server -> PgConnection.connect(vertx, server));
        connecting
                .compose(made -> {
                    made.notificationHandler(news -> tell(news.getChannel(), news.getPayload()));
                    return made.query(words()).execute().map(made);
                })
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(this::keep)
                .onFailure(fault -> {
                    LOG.warn("The database's news cannot be heard yet: {}", fault.getMessage());
                    connecting.onSuccess(PgConnection::close);
                    connectLater();
                });
    }

    private synchronized void keep(PgConnection made) {
        coming = false;
        if (channels.isEmpty()) {
            made.close();
            return;
        }
        connection = made;
        // Once more now, for those who came while it was being made.
        repeat(made);
        long repeating = vertx.setPeriodic(REPEAT_MILLIS, timer -> repeat(made));
        made.closeHandler(gone -> {
            vertx.cancelTimer(repeating);
            lose();
        });
    }

    private void repeat(PgConnection made) {
        made.query(words())
                .execute()
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(fault -> made.close());
    }

    private synchronized void lose() {
        connection = null;
        if (!channels.isEmpty()) {
            connectLater();
        }
    }

    private synchronized void connectLater() {
        coming = true;
        vertx.setTimer(RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_MILLIS), timer -> again());
    }

    private synchronized void again() {
        coming = false;
        if (!channels.isEmpty()) {
            connect();
        }
    }

    /** Empty when nobody listens; PostgreSQL takes that too. */
    private synchronized String words() {
        return channels.keySet().stream()
                .map(channel -> "LISTEN \"" + channel + "\"")
                .collect(Collectors.joining("; "));
    }

    private void tell(String channel, String news) {
        List<Consumer<String>> ears;
        synchronized (this) {
            ears = channels.getOrDefault(channel, List.of());
        }
        ears.forEach(ear -> ear.accept(news));
    }
}
