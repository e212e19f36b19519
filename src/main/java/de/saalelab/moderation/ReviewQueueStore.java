package de.saalelab.moderation;

import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Review cases, for reading. */
final class ReviewQueueStore {
    Future<List<ReviewCase>> open(Reads reads, Optional<String> municipality, Optional<Keyset> after, int rows) {
        return reads.list(
                """
                SELECT review_case.id, content_kind, content_id, title, text, municipality, state, opened_at,
                       decision, reason, decided_at, version, NULL::text AS display_name
                  FROM review_case
                 WHERE state = 'open'
                   AND ($1::text IS NULL OR municipality = $1)
                   AND ($2::timestamptz IS NULL OR (opened_at, id) > ($2, $3))
                 ORDER BY opened_at, id
                 LIMIT $4
                """,
                ReviewCaseStore::reviewCase,
                municipality,
                after.map(keyset -> keyset.instant(0)),
                after.map(keyset -> keyset.id(1)),
                rows);
    }

    Future<List<ReviewCase>> decided(Reads reads, Optional<String> municipality, Optional<Keyset> after, int rows) {
        return reads.list(
                """
                SELECT review_case.id, content_kind, content_id, title, text, municipality, state, opened_at,
                       decision, reason, decided_at, version, account.display_name
                  FROM review_case
                  JOIN staff_account AS account ON account.person_id = review_case.decided_by
                 WHERE state = 'decided'
                   AND ($1::text IS NULL OR municipality = $1)
                   AND ($2::timestamptz IS NULL OR (decided_at, id) < ($2, $3))
                 ORDER BY decided_at DESC, id DESC
                 LIMIT $4
                """,
                ReviewCaseStore::reviewCase,
                municipality,
                after.map(keyset -> keyset.instant(0)),
                after.map(keyset -> keyset.id(1)),
                rows);
    }

    Future<Optional<ReviewCase>> find(Reads reads, UUID id) {
        return reads.first("""
                SELECT review_case.id, content_kind, content_id, title, text, municipality, state, opened_at,
                       decision, reason, decided_at, version, account.display_name
                  FROM review_case
                  LEFT JOIN staff_account AS account ON account.person_id = review_case.decided_by
                 WHERE review_case.id = $1
                """, ReviewCaseStore::reviewCase, id);
    }

    Future<Integer> waiting(Reads reads) {
        return reads.first("""
                        SELECT count(*)::int AS waiting
                          FROM review_case
                         WHERE state = 'open'
                        """, row -> row.getInteger("waiting")).map(Optional::orElseThrow);
    }
}
