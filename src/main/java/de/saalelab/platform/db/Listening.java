package de.saalelab.platform.db;

import io.vertx.core.Future;
import java.util.function.Consumer;

/** Hears what is notified on one channel, until it is closed. What was said while the database was away is lost. */
public final class Listening {
    private final NewsConnection connection;
    private final String channel;
    private final Consumer<String> heard;

    Listening(NewsConnection connection, String channel, Consumer<String> heard) {
        this.connection = connection;
        this.channel = channel;
        this.heard = heard;
    }

    /** Stops. */
    public Future<Void> close() {
        return connection.forget(channel, heard);
    }
}
