package de.saalelab.platform.db;

import io.vertx.core.Future;

/** News of changes between processes. */
final class ChangesStore {
    static final String CHANNEL = "saalelab_changes";

    Future<?> tell(Reads reads, String message) {
        return reads.list("SELECT pg_notify($1, $2)", row -> row, CHANNEL, message);
    }
}
