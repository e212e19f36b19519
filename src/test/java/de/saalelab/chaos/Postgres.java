package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;

/** A PostgreSQL that is there to be killed. */
interface Postgres extends AutoCloseable {
    /** Where it is, directly; the same after each start. */
    DatabaseAddress address();

    /** The process id of the postmaster. */
    long pid();

    /** Ends it as a power cut would: postmaster and all its children, with SIGKILL. Returns when all are gone. */
    default void kill() {
        SuddenEnd.of(ProcessHandle.of(pid()).orElseThrow());
    }

    /** Starts it again after a kill; returns when it takes connections. */
    void start();

    /** Stops it for good. */
    @Override
    void close();
}
