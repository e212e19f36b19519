package de.saalelab.platform.db;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Turns what the driver throws into what the house knows. */
final class Faults {
    private static final Set<String> INTEGRITY = Set.of("23505", "23514", "23P01", "23503", "23502");
    /** Deadlock and serialization failure: the transaction is gone as a whole, doing it again is right. */
    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01");
    /** Query cancelled by timeout, lock timeout, shutting down, cannot connect now, too many connections, disk full. */
    private static final Set<String> BUSY =
            Set.of("57014", "55P03", "57P01", "57P02", "57P03", "53300", "53100", "53200", "25P03", "25006");

    /** How the driver begins to say that a connection was lost, while it was being made or with a statement under way. */
    private static final List<String> LOST = List.of(
            "Timeout",
            "Pending requests failed",
            "Connection is not active now",
            "Connection was closed",
            "SSL handshake failed");

    private Faults() {}

    static RuntimeException translate(Throwable fault) {
        if (fault instanceof PgException pg) {
            String constraint = pg.getConstraint();
            if (INTEGRITY.contains(pg.getSqlState()) && constraint != null) {
                return new ConstraintViolated(constraint, pg);
            }
            if (worthAnotherTry(pg)
                    || BUSY.contains(pg.getSqlState())
                    || pg.getSqlState().startsWith("08")) {
                return new DatabaseUnavailable(pg);
            }
        }
        if (isConnectionFault(fault)) {
            return new DatabaseUnavailable(fault);
        }
        return fault instanceof RuntimeException runtime ? runtime : new IllegalStateException(fault);
    }

    static boolean worthAnotherTry(Throwable fault) {
        return fault instanceof PgException pg && TRY_AGAIN.contains(pg.getSqlState());
    }

    /** Whether it says no more than that something failed before it in the same transaction. */
    static boolean onlyFollows(Throwable fault) {
        return fault instanceof PgException pg && pg.getSqlState().equals("25P02");
    }

    private static boolean isConnectionFault(Throwable fault) {
        return fault instanceof IOException
                || fault instanceof ClosedConnectionException
                || fault instanceof ConnectionPoolTooBusyException
                || fault instanceof TimeoutException
                || (fault.getMessage() != null
                        && (LOST.stream().anyMatch(fault.getMessage()::startsWith)
                                || fault.getMessage().contains("pool reached max wait queue")));
    }
}
