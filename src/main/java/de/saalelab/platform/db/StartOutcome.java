package de.saalelab.platform.db;

/** How one attempt to start PostgreSQL ended. */
sealed interface StartOutcome {
    /** It answers. */
    record Ready(PostgresProcess process) implements StartOutcome {}

    /**
     * Something is in the way that passes by itself.
     *
     * @param reason a clause, such as "the port is still taken"
     */
    record Busy(String reason) implements StartOutcome {}

    /**
     * It will not start.
     *
     * @param sentence for the person at the terminal
     */
    record Broken(String sentence) implements StartOutcome {}
}
