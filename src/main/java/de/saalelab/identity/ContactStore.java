package de.saalelab.identity;

import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.UUID;

/** Reads what is proved about a person. */
final class ContactStore {
    Future<Integer> level(Reads reads, UUID personId) {
        return reads.first("""
                        SELECT EXISTS (SELECT 1 FROM contact WHERE person_id = $1)::int AS level
                        """, row -> row.getInteger("level"), personId).map(level -> level.orElse(0));
    }
}
