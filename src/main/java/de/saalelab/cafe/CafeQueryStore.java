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

/** Topics, venues, café days and bookings, for reading. */
final class CafeQueryStore {
    Future<List<CafeTopic>> topics(Reads reads) {
        return reads.list(
                """
                SELECT key, name, hint
                  FROM cafe_topic
                 ORDER BY position
                """, row -> new CafeTopic(row.getString("key"), row.getString("name"), row.getString("hint")));
    }

    Future<List<Venue>> venues(Reads reads) {
        return reads.list(
                """
                SELECT id, name, address, municipality, latitude, longitude, step_free, hearing_loop, parking, access
                  FROM venue
                 ORDER BY name
                """,
                row -> new Venue(
                        row.getUUID("id"),
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("municipality"),
                        new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")),
                        row.getBoolean("step_free"),
                        row.getBoolean("hearing_loop"),
                        row.getBoolean("parking"),
                        Columns.textIfAny(row, "access")));
    }

    /** Days that are not over yet, the soonest first. */
    Future<List<CafeDay>> days(Reads reads, Instant now, Instant afterStart, UUID afterId, int rows) {
        return reads.list(
                """
                SELECT cafe_day.id, cafe_day.venue_id, cafe_day.starts_at, cafe_day.ends_at, venue.name AS venue, venue.municipality,
                       seats.capacity, seats.taken,
                       ARRAY(SELECT offered.topic
                               FROM cafe_day_topic AS offered
                               JOIN cafe_topic ON cafe_topic.key = offered.topic
                              WHERE offered.cafe_day_id = cafe_day.id
                              ORDER BY cafe_topic.position) AS topics
                  FROM cafe_day
                  JOIN venue ON venue.id = cafe_day.venue_id
                 CROSS JOIN LATERAL (
                       SELECT coalesce(sum(slot.capacity), 0)::int AS capacity, coalesce(sum(slot.taken), 0)::int AS taken
                         FROM slot
                        WHERE slot.cafe_day_id = cafe_day.id) AS seats
                 WHERE cafe_day.ends_at > $1
                   AND (cafe_day.starts_at, cafe_day.id) > ($2, $3)
                 ORDER BY cafe_day.starts_at, cafe_day.id
                 LIMIT $4
                """,
                row -> new CafeDay(
                        row.getUUID("id"),
                        row.getUUID("venue_id"),
                        row.getString("venue"),
                        row.getString("municipality"),
                        Columns.instant(row, "starts_at"),
                        Columns.instant(row, "ends_at"),
                        Columns.texts(row, "topics"),
                        row.getInteger("capacity"),
                        row.getInteger("taken")),
                now,
                afterStart,
                afterId,
                rows);
    }

    /** The person's own bookings that are not over yet, the next first; cancelled ones too, so that nobody comes for nothing. */
    Future<List<Booking>> bookingsOf(
            Reads reads, UUID personId, Instant now, Instant afterStart, UUID afterId, int rows) {
        return reads.list("""
                SELECT booking.id, booking.code, booking.state, booking.slot_id, booking.starts_at, booking.ends_at, booking.name, booking.topic,
                       booking.phone, booking.email, booking.needs, booking.note, venue.name AS venue, venue.address
                  FROM booking
                  JOIN cafe_day ON cafe_day.id = booking.cafe_day_id
                  JOIN venue ON venue.id = cafe_day.venue_id
                 WHERE booking.person_id = $1
                   AND booking.ends_at > $2
                   AND (booking.starts_at, booking.id) > ($3, $4)
                 ORDER BY booking.starts_at, booking.id
                 LIMIT $5
                """, CafeQueryStore::booking, personId, now, afterStart, afterId, rows);
    }

    /** Who comes that day; one row without a booking when nobody does, no row when there is no such day. */
    Future<List<Optional<Booking>>> bookingsOfDay(Reads reads, UUID cafeDayId) {
        return reads.list("""
                SELECT booking.id, booking.code, booking.state, booking.slot_id, booking.starts_at, booking.ends_at, booking.name, booking.topic,
                       booking.phone, booking.email, booking.needs, booking.note, venue.name AS venue, venue.address
                  FROM cafe_day
                  JOIN venue ON venue.id = cafe_day.venue_id
                  LEFT JOIN booking ON booking.cafe_day_id = cafe_day.id AND booking.state = 'booked'
                 WHERE cafe_day.id = $1
                 ORDER BY booking.starts_at, booking.id
                """, row -> Columns.idIfAny(row, "id").map(id -> booking(row)), cafeDayId);
    }

    private static Booking booking(Row row) {
        return new Booking(
                row.getUUID("id"),
                new BookingCode(row.getString("code")),
                Booking.State.ofKey(row.getString("state")),
                row.getUUID("slot_id"),
                row.getString("venue"),
                row.getString("address"),
                Columns.instant(row, "starts_at"),
                Columns.instant(row, "ends_at"),
                new Booking.Visitor(
                        row.getString("name"),
                        row.getString("topic"),
                        Columns.textIfAny(row, "phone"),
                        Columns.textIfAny(row, "email"),
                        Columns.texts(row, "needs"),
                        Columns.textIfAny(row, "note")));
    }
}
