package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long anybody waits for a connection. The pool has a timeout of its own, which stays off: when it runs out in the moment in which the connection
 * comes, Vert.x 5.0 breaks off while it hands connections to others, and those then wait for ever (vert.x issue 6169).
 */
final class Acquiring {
    static final Duration LONGEST = Duration.ofSeconds(5);

    private Acquiring() {}

    /** A connection, to be closed by the caller; fails with a timeout when none came. One that comes too late goes back. */
    static Future<SqlConnection> connection(Pool pool, Duration longest) {
        Future<SqlConnection> asked = pool.getConnection();
        return asked.timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(given -> asked.onSuccess(SqlConnection::close));
    }
}
