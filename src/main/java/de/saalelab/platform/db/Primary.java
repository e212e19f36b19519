package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which of several servers takes writes. It asks them, because the members of a cluster change their places without telling anybody. Whoever opens
 * connections one after another causes one question a second, not one for each.
 */
final class Primary {
    private static final Logger LOG = LoggerFactory.getLogger(Primary.class);
    private static final long TRUST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int ANSWER_MILLIS = 2_000;

    /** A primary's timeline, the higher the later it was promoted; nothing from a standby. */
    private static final String ASK = """
            SELECT CASE WHEN pg_is_in_recovery() THEN NULL
                        ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8)
                   END AS timeline
            """;

    private final Vertx vertx;
    private final List<PgConnectOptions> servers;
    private @Nullable Found found;
    private @Nullable Future<Found> asking;

    Primary(Vertx vertx, List<PgConnectOptions> servers) {
        this.vertx = vertx;
        this.servers = List.copyOf(servers);
    }

    /** What one server says of itself. */
    private sealed interface Answer {}

    /** It takes writes. */
    private record Found(PgConnectOptions server, String timeline, long atNanos) implements Answer {}

    /** It does not, or says nothing. */
    private record Not(String why) implements Answer {}

    /** Whether there is a choice at all; a single server is taken for the primary without a question. */
    boolean isOneOfSeveral() {
        return servers.size() > 1;
    }

    /** Where to connect now; fails when no server takes writes. */
    Future<PgConnectOptions> find() {
        if (!isOneOfSeveral()) {
            return Future.succeededFuture(servers.getFirst());
        }
        return ask().map(Found::server);
    }

    /**
     * For the pool: lets a fresh connection in, unless its server has become a standby since it was asked. That one ends its own session at the server,
     * for the pool knows no other way to refuse a connection than its end.
     */
    void admit(SqlConnection connection) {
        connection
                .query("SELECT pg_is_in_recovery() AS standby")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("standby"))
                .onComplete(asked -> {
                    if (asked.succeeded() && !asked.result()) {
                        connection.close();
                    } else {
                        connection
                                .query("SELECT pg_terminate_backend(pg_backend_pid())")
                                .execute();
                    }
                });
    }

    private synchronized Future<Found> ask() {
        if (found != null && System.nanoTime() - found.atNanos() < TRUST_NANOS) {
            return Future.succeededFuture(found);
        }
        if (asking == null) {
            Future<Found> answer = found == null ? askAll() : askFirst(found);
            asking = answer;
            answer.onComplete(this::keep, fault -> keep(null));
        }
        return asking;
    }

    private synchronized void keep(@Nullable Found answer) {
        asking = null;
        if (answer != null && (found == null || !answer.server().equals(found.server()))) {
            LOG.info("The database's primary is {}", name(answer.server()));
        }
        found = answer;
    }

    /** The primary that was is nearly always the one that is. */
    private Future<Found> askFirst(Found last) {
        return ask(last.server())
                .compose(answer -> answer instanceof Found found ? Future.succeededFuture(found) : askAll());
    }

    /** All at once. Of two that both take writes, the one that was promoted last is right: the other has come back by mistake. */
    private Future<Found> askAll() {
        return Future.join(servers.stream().map(this::ask).toList())
                .map(all -> all.<Answer>list())
                .compose(answers -> answers.stream()
                        .flatMap(answer -> answer instanceof Found found ? Stream.of(found) : Stream.empty())
                        .max(Comparator.comparing(Found::timeline))
                        .map(Future::succeededFuture)
                        .orElseGet(() ->
                                Future.failedFuture(new IOException("No database server takes writes: " + answers))));
    }

    /** Never fails; a server that does not answer in time is none. */
    private Future<Answer> ask(PgConnectOptions server) {
        Future<PgConnection> connecting = PgConnection.connect(vertx, server);
        return connecting
                .compose(connection -> connection.query(ASK).execute())
                .map(rows -> rows.iterator().next().getString("timeline"))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(asked -> connecting.onSuccess(PgConnection::close))
                .<Answer>map(timeline -> timeline == null
                        ? new Not(name(server) + " is a standby")
                        : new Found(server, timeline, System.nanoTime()))
                .otherwise(fault -> new Not(name(server) + ": " + fault.getMessage()));
    }

    private static String name(PgConnectOptions server) {
        return server.getHost() + ":" + server.getPort();
    }
}
