package de.saalelab.platform.live;

import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.Collection;

/** The channel through which processes tell each other. */
final class LiveStore {
    static final String CHANNEL = "saalelab_live";

    /** Tells all processes. A statement of its own, never part of a use case: commits that notify wait for each other. */
    Future<Void> tell(Reads reads, Collection<String> messages) {
        return reads.list("""
                        SELECT pg_notify($1, news.message) IS NULL AS told
                          FROM unnest($2::text[]) AS news (message)
                        """, row -> row.getBoolean("told"), CHANNEL, messages.toArray(String[]::new))
                .mapEmpty();
    }
}
