package de.saalelab.identity;

import de.saalelab.platform.Role;
import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Persons and what lets them in. */
final class IdentityStore {
    void insertPerson(Tx tx, UUID id, Instant now) {
        tx.update("""
                INSERT INTO person (id, created_at)
                VALUES ($1, $2)
                """, id, now);
    }

    List<UUID> insertPersons(Tx tx, int count, Instant now) {
        return tx.list("""
                INSERT INTO person (id, created_at)
                SELECT gen_random_uuid(), $2
                  FROM generate_series(1, $1)
                RETURNING id
                """, row -> row.getUUID("id"), count, now);
    }

    void insertDevice(Tx tx, UUID id, UUID personId, byte[] tokenHash, Instant now, LocalDate today) {
        tx.update("""
                INSERT INTO device (id, person_id, token_hash, created_at, last_seen_on)
                VALUES ($1, $2, $3, $4, $5)
                """, id, personId, Buffer.buffer(tokenHash), now, today);
    }

    void insertStaffAccount(Tx tx, UUID personId, String login, String displayName, String passwordHash, Instant now) {
        tx.update("""
                INSERT INTO staff_account (person_id, login, display_name, password_hash, created_at)
                VALUES ($1, $2, $3, $4, $5)
                """, personId, login, displayName, passwordHash, now);
    }

    void insertStaffRole(Tx tx, UUID personId, Role role) {
        tx.update("""
                INSERT INTO staff_role (person_id, role)
                VALUES ($1, $2)
                """, personId, role.key());
    }

    Optional<StaffAccount> findStaffAccount(Tx tx, String login) {
        return tx.first(
                """
                SELECT account.person_id, account.display_name, account.password_hash,
                       array_agg(staff_role.role) AS roles
                  FROM staff_account AS account
                  JOIN staff_role ON staff_role.person_id = account.person_id
                 WHERE account.login = $1 AND account.active
                 GROUP BY account.person_id
                """,
                row -> new StaffAccount(
                        row.getUUID("person_id"),
                        row.getString("display_name"),
                        row.getString("password_hash"),
                        roles(row)),
                login);
    }

    void insertSession(Tx tx, byte[] tokenHash, StaffSession session, Instant now) {
        tx.update("""
                INSERT INTO staff_session (token_hash, person_id, csrf_token, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5)
                """, Buffer.buffer(tokenHash), session.personId(), session.csrfToken(), now, session.expiresAt());
    }

    /** Deletes it, and lets all processes know by the first bytes of the hash when this commits. */
    void deleteSession(Tx tx, byte[] tokenHash) {
        tx.update("""
                WITH ended AS (
                    DELETE FROM staff_session
                     WHERE token_hash = $1
                    RETURNING token_hash)
                SELECT pg_notify($2, left(encode(token_hash, 'hex'), $3)) IS NULL AS told
                  FROM ended
                """, Buffer.buffer(tokenHash), Credentials.ENDED, Credentials.KNOWN_DIGITS);
    }

    /** The ids of those that are gone now. */
    List<UUID> deleteDevicesUnusedSince(Tx tx, LocalDate day) {
        return tx.list("""
                DELETE FROM device
                 WHERE last_seen_on < $1
                RETURNING id
                """, row -> row.getUUID("id"), day);
    }

    void deleteDevice(Tx tx, UUID id) {
        tx.update("""
                DELETE FROM device
                 WHERE id = $1
                """, id);
    }

    int deleteSessionsBefore(Tx tx, Instant now) {
        return tx.update("""
                DELETE FROM staff_session
                 WHERE expires_at < $1
                """, now);
    }

    static Set<Role> roles(Row row) {
        return Columns.texts(row, "roles").stream()
                .map(key -> Role.ofKey(key).orElseThrow(() -> new IllegalStateException("Unknown role " + key)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
