package de.saalelab.identity;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Codes that go out by e-mail, and the contacts that they prove. */
final class EmailStore {
    /** An address as the database knows it. */
    record SealedAddress(Buffer fingerprint, Buffer sealed) {}

    /** The code that a person waits for, after one of its tries has been paid. */
    record PaidTry(SealedAddress address, Buffer codeHash, int tries) {}

    /** When the person's code of the last moments for that address ends; whoever asks twice in a row gets no second mail. */
    Optional<Instant> fresh(Tx tx, UUID personId, Buffer fingerprint, Instant since) {
        return tx.first("""
                SELECT expires_at
                  FROM email_code
                 WHERE person_id = $1 AND fingerprint = $2 AND created_at > $3 AND tries < 5
                """, row -> Columns.instant(row, "expires_at"), personId, fingerprint, since);
    }

    /**
     * Takes one of the address's three places. Who meets a place that another takes at the same moment tries the next.
     *
     * @return false when all were taken within the period
     */
    boolean takePlace(Tx tx, Buffer fingerprint, Instant now, Duration period) {
        for (int tries = 0; tries < 3; tries++) {
            Optional<Integer> taken =
                    tx.first("""
                    INSERT INTO email_code_place AS mine (fingerprint, place, taken_at)
                    SELECT $1, number, $2
                      FROM generate_series(1, 3) AS number
                     WHERE NOT EXISTS (SELECT 1
                                         FROM email_code_place
                                        WHERE fingerprint = $1 AND place = number AND taken_at > $3)
                     ORDER BY number
                     LIMIT 1
                    ON CONFLICT ON CONSTRAINT email_code_place_pk
                    DO UPDATE SET taken_at = excluded.taken_at
                     WHERE mine.taken_at <= $3
                    RETURNING place
                    """, row -> row.getInteger("place"), fingerprint, now, now.minus(period));
            if (taken.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** When the first of the address's places is free again. */
    Instant freeAgain(Tx tx, Buffer fingerprint, Duration period) {
        return tx.one("""
                SELECT coalesce(min(taken_at), '-infinity') AS taken_at
                  FROM email_code_place
                 WHERE fingerprint = $1
                """, row -> Columns.instant(row, "taken_at"), fingerprint).plus(period);
    }

    void replaceCode(Tx tx, UUID personId, SealedAddress address, Buffer codeHash, Instant now, Instant expiresAt) {
        tx.update("""
                INSERT INTO email_code (person_id, fingerprint, sealed, code_hash, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT ON CONSTRAINT email_code_pk
                DO UPDATE SET fingerprint = excluded.fingerprint, sealed = excluded.sealed, code_hash = excluded.code_hash,
                              tries = 0, created_at = excluded.created_at, expires_at = excluded.expires_at
                """, personId, address.fingerprint(), address.sealed(), codeHash, now, expiresAt);
    }

    /** Pays for a try in advance: tries that run at the same time cannot slip through together. Empty when there is nothing to try. */
    Optional<PaidTry> payTry(Tx tx, UUID personId, Instant now) {
        return tx.first(
                """
                UPDATE email_code
                   SET tries = tries + 1
                 WHERE person_id = $1 AND tries < 5 AND expires_at > $2
                RETURNING fingerprint, sealed, code_hash, tries
                """,
                row -> new PaidTry(
                        new SealedAddress(row.getBuffer("fingerprint"), row.getBuffer("sealed")),
                        row.getBuffer("code_hash"),
                        row.getInteger("tries")),
                personId,
                now);
    }

    void deleteCode(Tx tx, UUID personId) {
        tx.update("""
                DELETE FROM email_code
                 WHERE person_id = $1
                """, personId);
    }

    /** Whose contact it is; the row is locked, or the contact is new and the person's. */
    UUID owner(Tx tx, UUID personId, SealedAddress address, Instant now) {
        return tx.one(
                """
                INSERT INTO contact (id, person_id, kind, fingerprint, sealed, verified_at)
                VALUES ($5, $1, 'email', $2, $3, $4)
                ON CONFLICT ON CONSTRAINT contact_of_one_person
                DO UPDATE SET verified_at = excluded.verified_at
                RETURNING person_id
                """,
                row -> row.getUUID("person_id"),
                personId,
                address.fingerprint(),
                address.sealed(),
                now,
                Uuid7.next());
    }

    /** Whether the person has a contact, and it is another one. */
    boolean hasAnother(Tx tx, UUID personId, Buffer fingerprint) {
        return tx.first("""
                SELECT 1 AS found
                  FROM contact
                 WHERE person_id = $1 AND kind = 'email' AND fingerprint <> $2
                """, row -> true, personId, fingerprint).isPresent();
    }

    /** The ids of what the person had. */
    List<UUID> deleteContactsOf(Tx tx, UUID personId) {
        return tx.list("""
                DELETE FROM contact
                 WHERE person_id = $1
                RETURNING id
                """, row -> row.getUUID("id"), personId);
    }

    void deleteContact(Tx tx, UUID id) {
        tx.update("""
                DELETE FROM contact
                 WHERE id = $1
                """, id);
    }

    boolean verifiedSince(Tx tx, UUID personId, Instant since) {
        return tx.first("""
                SELECT 1 AS found
                  FROM contact
                 WHERE person_id = $1 AND kind = 'email' AND verified_at > $2
                """, row -> true, personId, since).isPresent();
    }

    /** Removes codes that are over, and places that are free again. */
    int forget(Tx tx, Instant expiredBefore, Instant takenBefore) {
        return tx.update("""
                DELETE FROM email_code
                 WHERE expires_at < $1
                """, expiredBefore) + tx.update("""
                DELETE FROM email_code_place
                 WHERE taken_at < $1
                """, takenBefore);
    }
}
