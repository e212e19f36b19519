package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what is notified on a channel, on a connection of its own that comes back by itself. What was said while it was away is lost. */
public final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final int RETRY_MILLIS = 1_000;

    private final Supplier<PgSubscriber> make;
    private final Vertx vertx;
    private final String channel;
    private volatile PgSubscriber subscriber;
    private volatile boolean closed;

    private Listening(Vertx vertx, String channel, Supplier<PgSubscriber> make) {
        this.vertx = vertx;
        this.channel = channel;
        this.make = make;
        this.subscriber = make.get();
    }

    static Listening open(Vertx vertx, PgConnectOptions options, String channel, Consumer<String> heard) {
        Listening listening = new Listening(vertx, channel, () -> {
            PgSubscriber subscriber = PgSubscriber.subscriber(vertx, options);
            subscriber.reconnectPolicy(tries -> pause());
            subscriber.channel(channel).handler(heard::accept);
            return subscriber;
        });
        listening.connect();
        return listening;
    }

    /** The library comes back after a lost connection, but not after a first one that failed. */
    private void connect() {
        subscriber.connect().onFailure(fault -> {
            LOG.warn("Channel {} cannot be heard yet", channel, fault);
            subscriber.close();
            vertx.setTimer(pause(), timer -> again());
        });
    }

    private void again() {
        if (!closed) {
            subscriber = make.get();
            connect();
        }
    }

    private static long pause() {
        return RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS);
    }

    /** Stops. */
    public Future<Void> close() {
        closed = true;
        return subscriber.close();
    }
}
