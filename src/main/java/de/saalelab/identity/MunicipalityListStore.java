package de.saalelab.identity;

import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.List;

/** Municipalities, for reading. */
final class MunicipalityListStore {
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
}
