package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import java.sql.SQLException;
import java.time.Duration;

/** Servers and databases that run, and one way to hurt them, again and again. */
interface Scenario extends AutoCloseable {
    /** Where clients send their requests. */
    String url();

    /** The database that has the truth now, directly. */
    DatabaseAddress database();

    /**
     * Does harm while clients are at work, and ends it.
     *
     * @param round counts from 1
     * @return {@link System#nanoTime} when nothing stood in the way any more
     */
    long hurt(int round) throws SQLException;

    /** Puts things right for the next round, while no client is at work. */
    default void mend() throws SQLException {}

    /** Whether not even a single request may fail. */
    default boolean noRequestMayFail() {
        return false;
    }

    /** How long clients wait for one answer. */
    default Duration patience() {
        return Duration.ofSeconds(5);
    }

    @Override
    void close();
}
