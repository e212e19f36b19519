package de.saalelab.identity;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Looks credentials up, for every request that memory does not know yet. */
final class CredentialStore {
    /** Finds the person and, once a day, notes that the device is still in use, so that idle ones can be removed. */
    Future<Optional<UUID>> findDevice(Reads reads, byte[] tokenHash, LocalDate today) {
        return reads.first("""
                WITH seen AS (
                     UPDATE device
                        SET last_seen_on = $2
                      WHERE token_hash = $1 AND last_seen_on < $2)
                SELECT person_id
                  FROM device
                 WHERE token_hash = $1
                """, row -> row.getUUID("person_id"), Buffer.buffer(tokenHash), today);
    }

    Future<Optional<StaffSession>> findSession(Reads reads, byte[] tokenHash, Instant now) {
        return reads.first(
                """
                SELECT session.person_id, session.csrf_token, session.expires_at, account.display_name,
                       array_agg(staff_role.role) AS roles
                  FROM staff_session AS session
                  JOIN staff_account AS account ON account.person_id = session.person_id AND account.active
                  JOIN staff_role ON staff_role.person_id = session.person_id
                 WHERE session.token_hash = $1 AND session.expires_at > $2
                 GROUP BY session.token_hash, account.person_id
                """,
                row -> new StaffSession(
                        row.getUUID("person_id"),
                        row.getString("display_name"),
                        IdentityStore.roles(row),
                        row.getString("csrf_token"),
                        Columns.instant(row, "expires_at")),
                Buffer.buffer(tokenHash),
                now);
    }
}
