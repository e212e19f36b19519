package de.saalelab.cafe;

import de.saalelab.platform.db.Tx;
import java.util.List;
import java.util.UUID;

/** Enters what is offered: topics, venues, café days and their slots. */
final class CalendarStore {
    void insertTopic(Tx tx, CafeTopic topic, int position) {
        tx.update("""
                INSERT INTO cafe_topic (key, name, hint, position)
                VALUES ($1, $2, $3, $4)
                """, topic.key(), topic.name(), topic.hint(), position);
    }

    void insertVenue(Tx tx, Venue venue) {
        tx.update(
                """
                INSERT INTO venue (id, name, address, municipality, latitude, longitude, step_free, hearing_loop, parking, access)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                venue.id(),
                venue.name(),
                venue.address(),
                venue.municipality(),
                venue.position().latitude(),
                venue.position().longitude(),
                venue.stepFree(),
                venue.hearingLoop(),
                venue.parking(),
                venue.access());
    }

    void insertDay(
            Tx tx, UUID id, UUID venueId, WeeklyPattern.Span opening, List<String> helpers, List<String> topics) {
        tx.update("""
                INSERT INTO cafe_day (id, venue_id, starts_at, ends_at, helpers)
                VALUES ($1, $2, $3, $4, $5)
                """, id, venueId, opening.startsAt(), opening.endsAt(), helpers.toArray(String[]::new));
        tx.update("""
                INSERT INTO cafe_day_topic (cafe_day_id, topic)
                SELECT $1, unnest($2::text[])
                """, id, topics.toArray(String[]::new));
    }

    void insertSlot(Tx tx, UUID id, UUID cafeDayId, WeeklyPattern.Span span, int capacity) {
        tx.update("""
                INSERT INTO slot (id, cafe_day_id, starts_at, ends_at, capacity)
                VALUES ($1, $2, $3, $4, $5)
                """, id, cafeDayId, span.startsAt(), span.endsAt(), capacity);
    }
}
