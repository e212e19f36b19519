package de.saalelab.cafe;

import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Seats and who has them. Lock order: the person who acts, the slot, then a booking of it. */
final class BookingStore {
    Tx.Later<OfferedSlot> findSlot(Tx tx, UUID slotId, String topic) {
        return tx.later(
                """
                SELECT slot.id, slot.cafe_day_id, slot.starts_at, slot.ends_at, slot.capacity, slot.taken,
                       venue.name, venue.address, venue.latitude, venue.longitude,
                       EXISTS (SELECT 1 FROM cafe_day_topic AS offered
                                WHERE offered.cafe_day_id = slot.cafe_day_id AND offered.topic = $2) AS topic_offered
                  FROM slot
                  JOIN cafe_day ON cafe_day.id = slot.cafe_day_id
                  JOIN venue ON venue.id = cafe_day.venue_id
                 WHERE slot.id = $1
                """,
                row -> new OfferedSlot(
                        row.getUUID("id"),
                        row.getUUID("cafe_day_id"),
                        Columns.instant(row, "starts_at"),
                        Columns.instant(row, "ends_at"),
                        row.getInteger("capacity"),
                        row.getInteger("taken"),
                        row.getString("name"),
                        row.getString("address"),
                        new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude")),
                        row.getBoolean("topic_offered")),
                slotId,
                topic);
    }

    /** Takes a seat if one is left. Two callers for the last one wait here for each other, and the second finds it gone. */
    boolean takeSeat(Tx tx, UUID slotId) {
        int rows = tx.update("""
                UPDATE slot
                   SET taken = taken + 1
                 WHERE id = $1 AND taken < capacity
                """, slotId);
        return rows == 1;
    }

    void giveSeatBack(Tx tx, UUID slotId) {
        tx.update("""
                UPDATE slot
                   SET taken = taken - 1
                 WHERE id = $1
                """, slotId);
    }

    /** Gives back the places of the person's bookings whose slot has begun, and tells those that are still taken. */
    Tx.Later<Integer> settle(Tx tx, UUID personId, Instant now) {
        tx.later("""
                UPDATE booking
                   SET place = NULL, settled_at = $2
                 WHERE person_id = $1 AND place IS NOT NULL AND starts_at <= $2
                """, row -> row, personId, now);
        return tx.later("""
                SELECT place
                  FROM booking
                 WHERE person_id = $1 AND place IS NOT NULL
                """, row -> row.getInteger("place"), personId);
    }

    /**
     * Enters a booking; false when any constraint was in the way, be it the place, the time or the code. Joined bookings stand outside of the constraint
     * on time; no new ones arise while the person is held, so looking at them is enough.
     */
    boolean insert(Tx tx, Booking booking, OfferedSlot slot, Booker booker, Optional<Integer> place, Instant now) {
        Booking.Visitor visitor = booking.visitor();
        int rows = tx.update(
                """
                INSERT INTO booking (id, code, state, slot_id, cafe_day_id, starts_at, ends_at, person_id, desk_person_id, place,
                                     name, topic, phone, email, needs, note, created_at)
                SELECT $1, $2, 'booked', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
                 WHERE NOT EXISTS (
                       SELECT 1
                         FROM booking AS other
                        WHERE other.person_id = $7 AND other.joined AND other.state = 'booked'
                          AND tstzrange(other.starts_at, other.ends_at) && tstzrange($5, $6))
                    ON CONFLICT DO NOTHING
                """,
                booking.id(),
                booking.code().symbols(),
                slot.id(),
                slot.cafeDayId(),
                slot.startsAt(),
                slot.endsAt(),
                booker.person(),
                booker.member(),
                place,
                visitor.name(),
                visitor.topic(),
                visitor.phone(),
                visitor.email(),
                visitor.needs().toArray(String[]::new),
                visitor.note(),
                now);
        return rows == 1;
    }

    /** What stands in the way of a booking that could not be entered. */
    record Conflict(boolean codeTaken, boolean overlaps) {}

    Conflict conflict(Tx tx, Booking booking, Booker booker) {
        return tx.one(
                """
                SELECT EXISTS (SELECT 1 FROM booking WHERE code = $1) AS code_taken,
                       EXISTS (SELECT 1 FROM booking
                                WHERE person_id = $2 AND state = 'booked'
                                  AND tstzrange(starts_at, ends_at) && tstzrange($3, $4)) AS overlaps
                """,
                row -> new Conflict(row.getBoolean("code_taken"), row.getBoolean("overlaps")),
                booking.code().symbols(),
                booker.person(),
                booking.startsAt(),
                booking.endsAt());
    }

    /** Free slots in place of one that is full: at the same venue first, then near ones; later ones first, then those closest in time. */
    List<FreeSlot> alternatives(Tx tx, OfferedSlot full, String topic, Instant now, int most) {
        return tx.list(
                FreeSlotStore.FREE + """
                         ORDER BY distance, starts_at < $9, abs(extract(epoch FROM starts_at - $9)), id
                         LIMIT $10
                        """,
                FreeSlotStore::slot,
                now,
                null,
                null,
                topic,
                null,
                false,
                full.position().latitude(),
                full.position().longitude(),
                full.startsAt(),
                most);
    }

    /** The person's own booking, its slot locked. */
    Optional<CancellableBooking> findOwn(Tx tx, UUID bookingId, UUID personId) {
        return tx.first("""
                SELECT booking.id, booking.state, booking.slot_id, booking.person_id, booking.starts_at, venue.name AS venue
                  FROM booking
                  JOIN slot ON slot.id = booking.slot_id
                  JOIN cafe_day ON cafe_day.id = booking.cafe_day_id
                  JOIN venue ON venue.id = cafe_day.venue_id
                 WHERE booking.id = $1 AND booking.person_id = $2
                   FOR NO KEY UPDATE OF slot
                """, BookingStore::cancellable, bookingId, personId);
    }

    /** The booking of a code, its slot locked; not those that were cancelled before {@code cancelledSince}. */
    Optional<CancellableBooking> findByCode(Tx tx, BookingCode code, Instant cancelledSince) {
        return tx.first("""
                SELECT booking.id, booking.state, booking.slot_id, booking.person_id, booking.starts_at, venue.name AS venue
                  FROM booking
                  JOIN slot ON slot.id = booking.slot_id
                  JOIN cafe_day ON cafe_day.id = booking.cafe_day_id
                  JOIN venue ON venue.id = cafe_day.venue_id
                 WHERE booking.code = $1
                   AND (booking.cancelled_at IS NULL OR booking.cancelled_at >= $2)
                   FOR NO KEY UPDATE OF slot
                """, BookingStore::cancellable, code.symbols(), cancelledSince);
    }

    /** Cancels; false when somebody else was faster, who then has given the seat back. */
    boolean cancel(Tx tx, UUID bookingId, Instant now) {
        int rows = tx.update("""
                UPDATE booking
                   SET state = 'cancelled', cancelled_at = $2, place = NULL
                 WHERE id = $1 AND state = 'booked'
                """, bookingId, now);
        return rows == 1;
    }

    /**
     * Gives one person's bookings to another. The open ones get the lowest places that are free there, in their order, above three if need be. One at the
     * same time as a booking of the other's is marked, so that both may stay.
     */
    void handOver(Tx tx, UUID from, UUID into) {
        tx.update("""
                WITH opened AS (
                     SELECT id, row_number() OVER (ORDER BY place) AS rank
                       FROM booking
                      WHERE person_id = $1 AND place IS NOT NULL),
                     free AS (
                     SELECT number, row_number() OVER (ORDER BY number) AS rank
                       FROM generate_series(1, 1000) AS number
                      WHERE NOT EXISTS (SELECT 1 FROM booking WHERE person_id = $2 AND place = number))
                UPDATE booking
                   SET person_id = $2,
                       place = (SELECT free.number FROM opened JOIN free ON free.rank = opened.rank WHERE opened.id = booking.id),
                       joined = joined OR (state = 'booked' AND EXISTS (
                                SELECT 1
                                  FROM booking AS ours
                                 WHERE ours.person_id = $2 AND ours.state = 'booked' AND NOT ours.joined
                                   AND tstzrange(ours.starts_at, ours.ends_at) && tstzrange(booking.starts_at, booking.ends_at)))
                 WHERE person_id = $1
                """, from, into);
    }

    private static CancellableBooking cancellable(Row row) {
        return new CancellableBooking(
                row.getUUID("id"),
                Booking.State.ofKey(row.getString("state")),
                row.getUUID("slot_id"),
                Columns.idIfAny(row, "person_id"),
                row.getString("venue"),
                Columns.instant(row, "starts_at"));
    }
}
