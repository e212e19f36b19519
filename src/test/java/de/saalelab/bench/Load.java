package de.saalelab.bench;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One thing to measure.
 *
 * @param name on the command line and in the report
 * @param meaning one line for the report
 * @param limit the load that it is held against, or the empty string
 * @param target the least ratio to the limit that TARGETS asks for; 0 when none
 * @param body what is sent, made anew before each run
 * @param rows counts the rows that it writes; always 0 for what only reads
 */
record Load(String name, String meaning, String limit, double target, Body body, LongSupplier rows) {
    /** Where and how it is sent. */
    sealed interface Body {
        /** To the server. */
        record Product(Supplier<Requests> requests) implements Body {}

        /** To the bare server. */
        record Bare(Supplier<Requests> requests) implements Body {}

        /** To PostgreSQL, by pgbench. */
        record Statement(Supplier<String> script) implements Body {}
    }

    /** What is sent over HTTP, made anew. */
    Requests requests() {
        return switch (body) {
            case Body.Product(var requests) -> requests.get();
            case Body.Bare(var requests) -> requests.get();
            case Body.Statement statement ->
                throw new IllegalArgumentException(name + " is a statement and no request");
        };
    }
}
