package de.saalelab.platform.outbox;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The outbox table. Claimed rows carry a lease, so that a relay that dies gives them back by doing nothing. */
final class OutboxStore {
    /**
     * Sends events of the same name on their way, or keeps them as delivered when nobody waits for them. They are due from the beginning of time: clocks
     * may jump, and what was never tried has nothing to wait for.
     */
    void insert(Tx tx, List<Event> events, boolean awaited) {
        Event first = events.getFirst();
        tx.later(
                """
                INSERT INTO outbox_event (id, name, payload, occurred_at, due_at, delivered_at)
                SELECT event.id, $3, event.payload, $4::timestamptz, '-infinity', CASE WHEN NOT $5 THEN $4::timestamptz END
                  FROM unnest($1::uuid[], $2::jsonb[]) AS event (id, payload)
                """,
                row -> row,
                events.stream().map(Event::id).toArray(UUID[]::new),
                events.stream().map(Event::payload).toArray(Object[]::new),
                first.name(),
                first.occurredAt(),
                awaited);
    }

    /** The inner query stands in an array, so that it runs once: joined, a plan made for an empty table would run it again for every row. */
    List<Event> claim(Tx tx, int limit, Duration lease, Instant now) {
        return tx.list(
                """
                UPDATE outbox_event
                   SET leased_until = $3, attempts = attempts + 1
                 WHERE id = ANY (ARRAY(
                       SELECT id
                         FROM outbox_event
                        WHERE delivered_at IS NULL AND due_at <= $2
                          -- A lease that ends later than any could was given by a clock that has been set back since.
                          AND (leased_until IS NULL OR leased_until < $2 OR leased_until > $4)
                        ORDER BY id
                        LIMIT $1
                          FOR UPDATE SKIP LOCKED))
                RETURNING id, name, payload, occurred_at
                """,
                row -> new Event(
                        row.getUUID("id"),
                        row.getString("name"),
                        row.getJsonObject("payload"),
                        Columns.instant(row, "occurred_at")),
                limit,
                now,
                now.plus(lease),
                now.plus(lease.multipliedBy(2)));
    }

    /** Ticks events off; returns those that no other relay has ticked off, because a lease ran out. Rows are taken in one order everywhere. */
    Set<UUID> markDelivered(Tx tx, List<UUID> ids, Instant now) {
        return Set.copyOf(tx.list("""
                UPDATE outbox_event
                   SET delivered_at = $2, leased_until = NULL
                 WHERE id = ANY (ARRAY(
                       SELECT id
                         FROM outbox_event
                        WHERE id = ANY ($1) AND delivered_at IS NULL
                        ORDER BY id
                          FOR UPDATE))
                   AND delivered_at IS NULL
                RETURNING id
                """, row -> row.getUUID("id"), ids.toArray(UUID[]::new), now));
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
