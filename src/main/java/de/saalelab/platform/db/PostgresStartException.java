package de.saalelab.platform.db;

/** The embedded PostgreSQL cannot run here. The message is one sentence for the person at the terminal. */
public final class PostgresStartException extends RuntimeException {
    PostgresStartException(String sentence) {
        super(sentence);
    }

    PostgresStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
