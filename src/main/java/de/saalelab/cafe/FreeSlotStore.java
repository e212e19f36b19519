package de.saalelab.cafe;

import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Slots with seats left. */
final class FreeSlotStore {
    /**
     * Free slots to come and how far away they are: great-circle distance (haversine) in whole metres, so that it can stand in a cursor.
     * The topic is looked up by a scalar query: an EXISTS would be planned as a hash over the topics of all days that ever were.
     * $1 now, $2 earliest start, $3 end of the last day, $4 topic, $5 municipality, $6 step-free only, $7 latitude, $8 longitude.
     */
    static final String FREE = """
            WITH free AS (
                SELECT slot.id, slot.cafe_day_id, slot.starts_at, slot.ends_at, slot.capacity - slot.taken AS free,
                       venue.id AS venue_id, venue.name AS venue, venue.municipality, venue.step_free,
                       CASE WHEN $7::float8 IS NOT NULL THEN
                           round(6371000 * 2 * asin(sqrt(least(1,
                               sin(radians(venue.latitude - $7::float8) / 2) ^ 2
                               + cos(radians($7::float8)) * cos(radians(venue.latitude))
                                 * sin(radians(venue.longitude - $8::float8) / 2) ^ 2))))::int
                       END AS distance
                  FROM slot
                  JOIN cafe_day ON cafe_day.id = slot.cafe_day_id
                  JOIN venue ON venue.id = cafe_day.venue_id
                 WHERE slot.taken < slot.capacity
                   AND slot.starts_at > $1
                   AND ($2::timestamptz IS NULL OR slot.starts_at >= $2)
                   AND ($3::timestamptz IS NULL OR slot.starts_at < $3)
                   AND ($4::text IS NULL OR (
                        SELECT true FROM cafe_day_topic AS offered
                         WHERE offered.cafe_day_id = slot.cafe_day_id AND offered.topic = $4))
                   AND ($5::text IS NULL OR venue.municipality = $5)
                   AND (venue.step_free OR NOT $6::boolean)
            )
            SELECT id, starts_at, ends_at, free, venue_id, venue, municipality, step_free, distance,
                   ARRAY(SELECT offered.topic
                           FROM cafe_day_topic AS offered
                           JOIN cafe_topic ON cafe_topic.key = offered.topic
                          WHERE offered.cafe_day_id = free.cafe_day_id
                          ORDER BY cafe_topic.position) AS topics
              FROM free
            """;

    /** What every search binds, in the order of {@link #FREE}. */
    record Filters(
            Instant now,
            Optional<Instant> notBefore,
            Optional<Instant> before,
            Optional<String> topic,
            Optional<String> municipality,
            boolean stepFree,
            Optional<GeoPoint> near) {
        Optional<Double> latitude() {
            return near.map(GeoPoint::latitude);
        }

        Optional<Double> longitude() {
            return near.map(GeoPoint::longitude);
        }
    }

    Future<List<FreeSlot>> soonest(Reads reads, Filters filters, Instant afterStart, UUID afterId, int rows) {
        return reads.list(
                FREE + """
                         WHERE (starts_at, id) > ($9, $10)
                         ORDER BY starts_at, id
                         LIMIT $11
                        """,
                FreeSlotStore::slot,
                filters.now(),
                filters.notBefore(),
                filters.before(),
                filters.topic(),
                filters.municipality(),
                filters.stepFree(),
                filters.latitude(),
                filters.longitude(),
                afterStart,
                afterId,
                rows);
    }

    Future<List<FreeSlot>> nearest(
            Reads reads, Filters filters, int afterDistance, Instant afterStart, UUID afterId, int rows) {
        return reads.list(
                FREE + """
                         WHERE (distance, starts_at, id) > ($9, $10, $11)
                         ORDER BY distance, starts_at, id
                         LIMIT $12
                        """,
                FreeSlotStore::slot,
                filters.now(),
                filters.notBefore(),
                filters.before(),
                filters.topic(),
                filters.municipality(),
                filters.stepFree(),
                filters.latitude(),
                filters.longitude(),
                afterDistance,
                afterStart,
                afterId,
                rows);
    }

    static FreeSlot slot(Row row) {
        return new FreeSlot(
                row.getUUID("id"),
                row.getUUID("venue_id"),
                row.getString("venue"),
                row.getString("municipality"),
                Columns.instant(row, "starts_at"),
                Columns.instant(row, "ends_at"),
                row.getInteger("free"),
                Columns.texts(row, "topics"),
                row.getBoolean("step_free"),
                Optional.ofNullable(row.getInteger("distance")));
    }
}
