package de.saalelab.event;

import de.saalelab.platform.db.Tx;
import java.util.Optional;
import java.util.UUID;

/** Events, their rooms and slots, and pitches. */
final class EventStore {
    /** An event's ballot, as pitching needs it. */
    record BallotOf(Optional<UUID> ballotId) {}

    void insert(Tx tx, Event event) {
        tx.update(
                """
                INSERT INTO event (id, kind, title, summary, text, starts_at, ends_at, municipality, place, ballot_id)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                event.id(),
                event.kind().key(),
                event.title(),
                event.summary(),
                event.text(),
                event.startsAt(),
                event.endsAt(),
                event.municipality(),
                event.place(),
                event.ballotId());
    }

    void insertRoom(Tx tx, UUID eventId, int position, Event.Room room) {
        tx.update("""
                INSERT INTO event_room (id, event_id, position, name, capacity, step_free)
                VALUES ($1, $2, $3, $4, $5, $6)
                """, room.id(), eventId, position, room.name(), room.capacity(), room.stepFree());
    }

    void insertSlot(Tx tx, UUID eventId, Event.Slot slot) {
        tx.update("""
                INSERT INTO event_slot (id, event_id, starts_at, ends_at)
                VALUES ($1, $2, $3, $4)
                """, slot.id(), eventId, slot.startsAt(), slot.endsAt());
    }

    Optional<BallotOf> ballotOf(Tx tx, UUID eventId) {
        return tx.first("""
                SELECT ballot_id
                  FROM event
                 WHERE id = $1
                """, row -> new BallotOf(Optional.ofNullable(row.getUUID("ballot_id"))), eventId);
    }

    /**
     * Inserts a pitch under its person's lowest free number; false when there is none, or when another pitch of the same person took it at the same
     * moment: the constraint decides, not what this statement has seen. There is none either when there are five pitches, be some of them at numbers
     * above five because two persons became one.
     */
    boolean insertPitch(Tx tx, UUID eventId, UUID ballotId, Pitch pitch) {
        return tx.update(
                        """
                        INSERT INTO event_pitch (id, event_id, ballot_id, person_id, number, title, text, pitched_by, created_at)
                        SELECT $1, $2, $3, $4, series.number, $5, $6, $7, $8
                          FROM generate_series(1, 5) AS series (number)
                         WHERE NOT EXISTS (
                               SELECT 1
                                 FROM event_pitch AS pitch
                                WHERE pitch.event_id = $2 AND pitch.person_id = $4 AND pitch.number = series.number)
                           AND (SELECT count(*) FROM event_pitch WHERE event_id = $2 AND person_id = $4) < 5
                         ORDER BY series.number
                         LIMIT 1
                            ON CONFLICT DO NOTHING
                        """,
                        pitch.id(),
                        eventId,
                        ballotId,
                        pitch.personId(),
                        pitch.title(),
                        pitch.text(),
                        pitch.pitchedBy(),
                        pitch.createdAt())
                == 1;
    }

    /** Gives one person's pitches to another. In each event they get the lowest numbers that are free there, in their order, above five if need be. */
    void handOverPitches(Tx tx, UUID from, UUID into) {
        tx.update("""
                WITH theirs AS (
                     SELECT id, event_id, row_number() OVER (PARTITION BY event_id ORDER BY number) AS rank
                       FROM event_pitch
                      WHERE person_id = $1),
                     free AS (
                     SELECT touched.event_id, series.number,
                            row_number() OVER (PARTITION BY touched.event_id ORDER BY series.number) AS rank
                       FROM (SELECT DISTINCT event_id FROM theirs) AS touched
                      CROSS JOIN generate_series(1, 1000) AS series (number)
                      WHERE NOT EXISTS (
                            SELECT 1
                              FROM event_pitch AS ours
                             WHERE ours.event_id = touched.event_id AND ours.person_id = $2 AND ours.number = series.number))
                UPDATE event_pitch
                   SET person_id = $2, number = free.number
                  FROM theirs
                  JOIN free ON free.event_id = theirs.event_id AND free.rank = theirs.rank
                 WHERE event_pitch.id = theirs.id
                """, from, into);
    }
}
