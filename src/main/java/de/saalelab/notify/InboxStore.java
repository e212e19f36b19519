package de.saalelab.notify;

import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.UUID;

/** Messages, for writing. */
final class InboxStore {
    /** A message to one person about one event; when the event comes again, nothing happens. */
    void insert(Tx tx, UUID eventId, UUID personId, InboxMessage message) {
        tx.update(
                """
                INSERT INTO inbox_message (id, person_id, event_id, kind, arguments, moment, subject_kind, subject_id, sent_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    ON CONFLICT ON CONSTRAINT inbox_message_once DO NOTHING
                """,
                message.id(),
                personId,
                eventId,
                message.kind(),
                message.arguments().toArray(String[]::new),
                message.moment(),
                message.subjectKind(),
                message.subjectId(),
                message.sentAt());
    }

    /** Gives one person's messages to another, who keeps their own where both tell of the same event. */
    void handOver(Tx tx, UUID from, UUID into) {
        tx.update("""
                DELETE FROM inbox_message AS theirs
                 USING inbox_message AS ours
                 WHERE theirs.person_id = $1 AND ours.person_id = $2 AND ours.event_id = theirs.event_id
                """, from, into);
        tx.update("""
                UPDATE inbox_message
                   SET person_id = $2
                 WHERE person_id = $1
                """, from, into);
    }

    /** False when the person has no such message. Reading it again keeps the first time. */
    boolean markRead(Tx tx, UUID id, UUID personId, Instant now) {
        return tx.update("""
                        UPDATE inbox_message
                           SET read_at = coalesce(read_at, $3)
                         WHERE id = $1 AND person_id = $2
                        """, id, personId, now) == 1;
    }
}
