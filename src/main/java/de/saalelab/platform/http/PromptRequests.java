package de.saalelab.platform.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ends connections of clients that take for ever: the server's idle time never runs out when a byte comes now and then (Slowloris). Looks at all of one
 * event loop's connections from time to time, which costs a request nothing but a map entry. Confined to that event loop.
 */
final class PromptRequests {
    /**
     * How long what may take.
     *
     * @param firstHead from the connection to its first whole request head
     * @param body from the head to the end of the body
     * @param rest from an answer to the next whole head, or to the last byte of that answer being read
     */
    record Limits(Duration firstHead, Duration body, Duration rest) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(90));
    }

    /** Only the newest request is of interest: the ones before it on the same connection have arrived whole. */
    private static final class Connection {
        private Optional<HttpServerRequest> newest = Optional.empty();
        private boolean fresh = true;
        private long since = System.nanoTime();
    }

    private final Limits limits;
    private final Map<HttpConnection, Connection> connections = new HashMap<>();

    private PromptRequests(Limits limits) {
        this.limits = limits;
    }

    /** Watches the connections that the calling event loop tells of, and looks at them so often. */
    static PromptRequests watch(Vertx vertx, Limits limits, Duration every) {
        PromptRequests watched = new PromptRequests(limits);
        vertx.setPeriodic(every.toMillis(), timer -> watched.look());
        return watched;
    }

    void opened(HttpConnection connection) {
        connections.put(connection, new Connection());
        connection.closeHandler(closed -> connections.remove(connection));
    }

    void began(HttpServerRequest request) {
        Connection connection = connections.get(request.connection());
        if (connection != null) {
            connection.fresh = false;
            connection.newest = Optional.of(request);
            connection.since = System.nanoTime();
        }
    }

    private void look() {
        long now = System.nanoTime();
        // A copy, because closing may take a connection out.
        Map.copyOf(connections).forEach((connection, state) -> {
            if (dawdles(state, now)) {
                connection.close();
            }
        });
    }

    private boolean dawdles(Connection connection, long now) {
        if (connection.newest.isPresent()) {
            HttpServerRequest newest = connection.newest.get();
            if (!newest.isEnded()) {
                return now - connection.since > limits.body().toNanos();
            }
            if (!newest.response().ended()) {
                return false;
            }
            // Forgotten as soon as it is seen to be answered: thousands of quiet connections must not keep their last
            // requests.
            connection.newest = Optional.empty();
            connection.since = now;
        }
        Duration limit = connection.fresh ? limits.firstHead() : limits.rest();
        return now - connection.since > limit.toNanos();
    }
}
