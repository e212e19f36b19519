package de.saalelab.platform.mail;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table of mails. Claimed rows carry a lease, so that a process that dies gives them back by doing nothing. */
final class MailStore {
    /** A mail that this process is to send now. */
    record Claimed(UUID id, String kind, Buffer sealed, Instant usefulUntil, int attempts) {}

    /** What the table holds at the moment. */
    record Count(long waiting, long sent, long failed, long unsure) {}

    void insert(Tx tx, UUID id, String kind, byte[] sealed, Instant usefulUntil, Instant now) {
        tx.update("""
                INSERT INTO mail (id, kind, sealed, created_at, useful_until, due_at)
                VALUES ($1, $2, $3, $4, $5, $4)
                """, id, kind, Buffer.buffer(sealed), now, usefulUntil);
    }

    List<Claimed> claim(Tx tx, int limit, Duration lease, Instant now) {
        return tx.list(
                """
                UPDATE mail
                   SET leased_until = $3, attempts = attempts + 1, unsure = unsure + handed_over::int, handed_over = true
                 WHERE id = ANY (ARRAY(
                       SELECT id
                         FROM mail
                        WHERE state = 'waiting' AND due_at <= $2
                          -- A lease that ends later than any could was given by a clock that has been set back since.
                          AND (leased_until IS NULL OR leased_until < $2 OR leased_until > $4)
                        ORDER BY due_at, id
                        LIMIT $1
                          FOR UPDATE SKIP LOCKED))
                RETURNING id, kind, sealed, useful_until, attempts
                """,
                row -> new Claimed(
                        row.getUUID("id"),
                        row.getString("kind"),
                        row.getBuffer("sealed"),
                        Columns.instant(row, "useful_until"),
                        row.getInteger("attempts")),
                limit,
                now,
                now.plus(lease),
                now.plus(lease.multipliedBy(2)));
    }

    void end(Tx tx, UUID id, String state, Instant now) {
        tx.update("""
                UPDATE mail
                   SET state = $2, sealed = NULL, ended_at = $3, leased_until = NULL, handed_over = false
                 WHERE id = $1 AND state = 'waiting'
                """, id, state, now);
    }

    /** Tries again later; whether the mail server may have taken it stays noted. */
    void postpone(Tx tx, UUID id, boolean handedOver, Instant dueAt) {
        tx.update("""
                UPDATE mail
                   SET leased_until = NULL, handed_over = $2, due_at = $3
                 WHERE id = $1 AND state = 'waiting'
                """, id, handedOver, dueAt);
    }

    Count count(Tx tx) {
        return tx.one(
                """
                SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
                       count(*) FILTER (WHERE state = 'sent') AS sent,
                       count(*) FILTER (WHERE state = 'failed') AS failed,
                       coalesce(sum(unsure), 0)::bigint AS unsure
                  FROM mail
                """,
                row -> new Count(
                        row.getLong("waiting"), row.getLong("sent"), row.getLong("failed"), row.getLong("unsure")));
    }

    int forget(Tx tx, Instant endedBefore) {
        return tx.update("""
                DELETE FROM mail
                 WHERE state <> 'waiting' AND ended_at < $1
                """, endedBefore);
    }
}
