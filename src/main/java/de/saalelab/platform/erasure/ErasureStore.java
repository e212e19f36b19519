package de.saalelab.platform.erasure;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The register of erasures. */
final class ErasureStore {
    /** What is in the register already keeps its time. */
    void insert(Tx tx, String kind, List<UUID> subjectIds, Instant now) {
        tx.update("""
                INSERT INTO erasure (kind, subject_id, erased_at)
                SELECT $1, subject_id, $3
                  FROM unnest($2::uuid[]) AS subject_id
                    ON CONFLICT ON CONSTRAINT erasure_once DO NOTHING
                """, kind, subjectIds.toArray(UUID[]::new), now);
    }

    List<Erasure> all(Tx tx) {
        return tx.list(
                """
                SELECT kind, subject_id, erased_at
                  FROM erasure
                 ORDER BY erased_at, kind, subject_id
                """,
                row -> new Erasure(
                        row.getString("kind"), row.getUUID("subject_id"), Columns.instant(row, "erased_at")));
    }
}
