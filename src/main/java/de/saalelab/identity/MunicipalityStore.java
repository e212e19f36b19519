package de.saalelab.identity;

import de.saalelab.platform.db.Tx;

/** Municipalities, for writing. */
final class MunicipalityStore {
    int count(Tx tx) {
        return tx.one("""
                SELECT count(*)::int AS count
                  FROM municipality
                """, row -> row.getInteger("count"));
    }

    void insert(Tx tx, Municipality municipality) {
        tx.update("""
                INSERT INTO municipality (key, name, latitude, longitude)
                VALUES ($1, $2, $3, $4)
                    ON CONFLICT (key) DO NOTHING
                """, municipality.key(), municipality.name(), municipality.latitude(), municipality.longitude());
    }
}
