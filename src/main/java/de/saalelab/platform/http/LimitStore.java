package de.saalelab.platform.http;

import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;

/** The channel on which processes tell each other how much callers have used. */
final class LimitStore {
    static final String CHANNEL = "saalelab_limits";

    Future<Void> tell(Reads reads, String message) {
        return reads.first("""
                        SELECT pg_notify($1, $2) IS NULL AS told
                        """, row -> row.getBoolean("told"), CHANNEL, message).mapEmpty();
    }
}
