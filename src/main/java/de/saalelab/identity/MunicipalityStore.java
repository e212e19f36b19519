package de.saalelab.identity;

import de.saalelab.platform.db.Reads;
import de.saalelab.platform.db.Tx;
import io.vertx.core.Future;
import java.util.List;

/** The municipalities table. */
final class MunicipalityStore {
    Future<List<Municipality>> all(Reads reads) {
        return reads.list(
                """
                SELECT key, name, latitude, longitude
                  FROM municipality
                 ORDER BY name
                """,
                row -> new Municipality(
                        row.getString("key"),
                        row.getString("name"),
                        row.getDouble("latitude"),
                        row.getDouble("longitude")));
    }

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
