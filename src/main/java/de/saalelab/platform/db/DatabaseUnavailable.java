package de.saalelab.platform.db;

/** The database is away, or too busy to answer in time. The caller may send the request again later. */
public final class DatabaseUnavailable extends RuntimeException {
    DatabaseUnavailable(Throwable cause) {
        super("The database does not answer", cause);
    }
}
