package de.saalelab.identity;

import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Persons as such: held, joined, gone. Rows are locked in the order of their ids, here and everywhere. */
final class PersonStore {
    /** Those that are there, kept from being joined or removed until the transaction ends. */
    Tx.Later<UUID> hold(Tx tx, Collection<UUID> ids) {
        return tx.later("""
                SELECT id
                  FROM person
                 WHERE id = ANY ($1)
                 ORDER BY id
                   FOR KEY SHARE
                """, row -> row.getUUID("id"), (Object) ids.toArray(UUID[]::new));
    }

    /** Those that are there; waits for all who hold one of them, and nobody can hold them after. */
    List<UUID> lock(Tx tx, UUID one, UUID other) {
        return tx.list("""
                SELECT id
                  FROM person
                 WHERE id IN ($1, $2)
                 ORDER BY id
                   FOR UPDATE
                """, row -> row.getUUID("id"), one, other);
    }

    boolean anyStaff(Tx tx, UUID one, UUID other) {
        return tx.one("""
                SELECT EXISTS (SELECT 1 FROM staff_account WHERE person_id IN ($1, $2)) AS staff
                """, row -> row.getBoolean("staff"), one, other);
    }

    void moveDevices(Tx tx, UUID from, UUID into) {
        tx.update("""
                UPDATE device
                   SET person_id = $2
                 WHERE person_id = $1
                """, from, into);
    }

    /** Notes who a person is now, also for those who had become that person before. */
    void noteJoined(Tx tx, UUID from, UUID into, Instant now) {
        tx.update("""
                UPDATE person_joined
                   SET into_id = $2
                 WHERE into_id = $1
                """, from, into);
        tx.update("""
                INSERT INTO person_joined (from_id, into_id, joined_at)
                VALUES ($1, $2, $3)
                """, from, into, now);
    }

    /** Who a person has become; empty when that is not known, or not any more. */
    Optional<UUID> joinedInto(Tx tx, UUID id) {
        return tx.first("""
                SELECT into_id
                  FROM person_joined
                 WHERE from_id = $1
                """, row -> row.getUUID("into_id"), id);
    }

    int forgetJoinedBefore(Tx tx, Instant moment) {
        return tx.update("""
                DELETE FROM person_joined
                 WHERE joined_at < $1
                """, moment);
    }

    /** Removes a person to whom nothing refers any more, and lets all processes know when this commits. */
    void remove(Tx tx, UUID id) {
        tx.update("""
                DELETE FROM person
                 WHERE id = $1
                """, id);
        tx.update("""
                SELECT pg_notify($1, $2) IS NULL AS told
                """, Credentials.JOINED, id.toString());
    }

    /** A random id: one that grew with time would tell when it was made. */
    UUID insertNameless(Tx tx, Instant since) {
        return tx.one("""
                INSERT INTO person (id, created_at)
                VALUES (gen_random_uuid(), $1)
                RETURNING id
                """, row -> row.getUUID("id"), since);
    }
}
