package de.saalelab.platform.outbox;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The outbox table. Claimed rows carry a lease, so that a relay that dies gives them back by doing nothing. */
final class OutboxStore {
    void insert(Tx tx, Event event) {
        tx.update("""
                INSERT INTO outbox_event (id, name, payload, occurred_at, due_at)
                VALUES ($1, $2, $3, $4, $4)
                """, event.id(), event.name(), event.payload(), event.occurredAt());
    }

    List<Event> claim(Tx tx, int limit, Duration lease, Instant now) {
        return tx.list(
                """
                UPDATE outbox_event
                   SET leased_until = $3, attempts = attempts + 1
                 WHERE id IN (
                       SELECT id
                         FROM outbox_event
                        WHERE delivered_at IS NULL AND due_at <= $2 AND (leased_until IS NULL OR leased_until < $2)
                        ORDER BY id
                        LIMIT $1
                          FOR UPDATE SKIP LOCKED)
                RETURNING id, name, payload, occurred_at
                """,
                row -> new Event(
                        row.getUUID("id"),
                        row.getString("name"),
                        row.getJsonObject("payload"),
                        Columns.instant(row, "occurred_at")),
                limit,
                now,
                now.plus(lease));
    }

    /** Ticks the event off; false when another relay already has, because this one's lease ran out. */
    boolean markDelivered(Tx tx, UUID id, Instant now) {
        return tx.update("""
                        UPDATE outbox_event
                           SET delivered_at = $2, leased_until = NULL
                         WHERE id = $1 AND delivered_at IS NULL
                        """, id, now) == 1;
    }

    void postpone(Tx tx, UUID id, Duration first, Instant now) {
        tx.update("""
                UPDATE outbox_event
                   SET leased_until = NULL,
                       due_at = $3::timestamptz + LEAST(power(2, LEAST(attempts, 12)) * $2, 3600) * interval '1 second'
                 WHERE id = $1 AND delivered_at IS NULL
                """, id, first.toMillis() / 1000.0, now);
    }

    int forget(Tx tx, Instant deliveredBefore) {
        return tx.update("""
                DELETE FROM outbox_event
                 WHERE delivered_at < $1
                """, deliveredBefore);
    }

    int waiting(Tx tx) {
        return tx.one("""
                SELECT count(*)::int AS waiting
                  FROM outbox_event
                 WHERE delivered_at IS NULL
                """, row -> row.getInteger("waiting"));
    }
}
