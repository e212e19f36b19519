package de.saalelab.notify;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages, for reading. */
final class InboxListStore {
    Future<List<InboxMessage>> newest(Reads reads, UUID personId, Optional<Keyset> after, int rows) {
        return reads.list(
                """
                SELECT id, kind, arguments, moment, subject_kind, subject_id, sent_at, read_at
                  FROM inbox_message
                 WHERE person_id = $1
                   AND ($2::timestamptz IS NULL OR (sent_at, id) < ($2, $3))
                 ORDER BY sent_at DESC, id DESC
                 LIMIT $4
                """,
                row -> new InboxMessage(
                        row.getUUID("id"),
                        row.getString("kind"),
                        Columns.texts(row, "arguments"),
                        Columns.instantIfAny(row, "moment"),
                        row.getString("subject_kind"),
                        row.getUUID("subject_id"),
                        Columns.instant(row, "sent_at"),
                        Columns.instantIfAny(row, "read_at").isPresent()),
                personId,
                after.map(keyset -> keyset.instant(0)),
                after.map(keyset -> keyset.id(1)),
                rows);
    }

    Future<Integer> unread(Reads reads, UUID personId) {
        return reads.first("""
                        SELECT count(*)::int AS unread
                          FROM inbox_message
                         WHERE person_id = $1 AND read_at IS NULL
                        """, row -> row.getInteger("unread"), personId).map(Optional::orElseThrow);
    }
}
