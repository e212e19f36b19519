package de.saalelab.notify;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages, for reading. */
final class InboxListStore {
    /**
     * A page's messages, and how many are unread in all.
     *
     * @param messages one more than the page has, if there are more
     */
    record Found(List<InboxMessage> messages, int unread) {}

    Future<Found> newest(Reads reads, UUID personId, Optional<Keyset> after, int rows) {
        return reads.list(
                        """
                        SELECT unread.number AS unread, message.*
                          FROM (SELECT count(*)::int AS number
                                  FROM inbox_message
                                 WHERE person_id = $1 AND read_at IS NULL) AS unread
                          LEFT JOIN (SELECT id, kind, arguments, moment, subject_kind, subject_id, sent_at, read_at
                                       FROM inbox_message
                                      WHERE person_id = $1
                                        AND ($2::timestamptz IS NULL OR (sent_at, id) < ($2, $3))
                                      ORDER BY sent_at DESC, id DESC
                                      LIMIT $4) AS message ON true
                         ORDER BY message.sent_at DESC, message.id DESC
                        """,
                        row -> row,
                        personId,
                        after.map(keyset -> keyset.instant(0)),
                        after.map(keyset -> keyset.id(1)),
                        rows)
                .map(InboxListStore::found);
    }

    /** There is a row without a message when there is none. */
    private static Found found(List<Row> rows) {
        return new Found(
                rows.stream()
                        .filter(row -> row.getUUID("id") != null)
                        .map(InboxListStore::message)
                        .toList(),
                rows.getFirst().getInteger("unread"));
    }

    private static InboxMessage message(Row row) {
        return new InboxMessage(
                row.getUUID("id"),
                row.getString("kind"),
                Columns.texts(row, "arguments"),
                Columns.instantIfAny(row, "moment"),
                row.getString("subject_kind"),
                row.getUUID("subject_id"),
                Columns.instant(row, "sent_at"),
                Columns.instantIfAny(row, "read_at").isPresent());
    }
}
