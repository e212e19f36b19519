package de.saalelab.platform.db;

import io.vertx.core.http.ConnectionPoolTooBusyException;

/** The database is away, or too busy to answer in time. The caller may send the request again later. */
public final class DatabaseUnavailable extends RuntimeException {
    DatabaseUnavailable(Throwable cause) {
        super("The database does not answer", cause);
    }

    /** Whether it is there, but as many wait for it as may. */
    public boolean busy() {
        Throwable cause = getCause();
        return cause instanceof ConnectionPoolTooBusyException
                || (cause != null && String.valueOf(cause.getMessage()).contains("max wait queue"));
    }
}
