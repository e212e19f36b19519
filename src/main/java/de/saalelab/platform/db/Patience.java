package de.saalelab.platform.db;

import java.time.Duration;

/** Waiting in small steps, with an end. */
final class Patience {
    private static final long STEP_MILLIS = 100;

    private final long started = System.nanoTime();
    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    boolean waitedLongerThan(Duration duration) {
        return System.nanoTime() - started > duration.toNanos();
    }

    /** @throws PostgresStartException with the sentence, when the end is reached */
    void requireOr(String sentence) {
        if (waitedLongerThan(limit)) {
            throw new PostgresStartException(sentence);
        }
    }

    /** As {@link #requireOr}, and then waits one step. */
    void pauseOr(String sentence) {
        requireOr(sentence);
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException("The start of the embedded PostgreSQL was interrupted.", e);
        }
    }
}
