package de.saalelab.platform.secret;

import de.saalelab.platform.db.Tx;
import io.vertx.core.buffer.Buffer;

/** Which key the database was written with. */
final class LabKeyStore {
    /** Notes the key unless there is one; returns the one that counts. */
    byte[] claim(Tx tx, byte[] fingerprint) {
        tx.update("""
                INSERT INTO lab_key (fingerprint)
                VALUES ($1)
                ON CONFLICT DO NOTHING
                """, Buffer.buffer(fingerprint));
        return tx.one("""
                SELECT fingerprint
                  FROM lab_key
                """, row -> row.getBuffer("fingerprint").getBytes());
    }
}
