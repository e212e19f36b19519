package de.saalelab.cafe;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.time.LocalTimes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A café of a test's own: a topic that nobody else uses, two venues some kilometres apart, and days as the test needs them. */
final class CafeFixture {
    static final String MERSEBURG = "51.3576,11.9994";
    private final TestLab lab;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    final String topic = "topic-" + mark;
    final String otherTopic = "other-" + mark;
    final UUID merseburg;
    final UUID duerrenberg;

    CafeFixture(TestLab lab) {
        this.lab = lab;
        for (String key : new String[] {topic, otherTopic}) {
            lab.execute("""
                    INSERT INTO cafe_topic (key, name, hint, position)
                    SELECT '%s', 'Smartphone kennenlernen', 'Ladekabel mitbringen', coalesce(max(position), 0) + 1 FROM cafe_topic
                    """.formatted(key));
        }
        merseburg = venue("Lesecafé", "merseburg", 51.3576, 11.9994, true);
        duerrenberg = venue("Salinehaus", "bad-duerrenberg", 51.2949, 12.0648, false);
    }

    TestLab lab() {
        return lab;
    }

    /** A whole hour so many hours from now. */
    Instant in(int hours) {
        return lab.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(hours));
    }

    /** Ten in the morning, so many local days from today. */
    Instant tenOn(int days) {
        return LocalTimes.at(LocalTimes.date(lab.clock().instant()).plusDays(days), LocalTime.of(10, 0));
    }

    /** A day with one slot of an hour. */
    UUID slot(UUID venue, Instant start, int capacity) {
        return slotIn(day(venue, start, topic), start, capacity);
    }

    UUID slot(Instant start, int capacity) {
        return slot(merseburg, start, capacity);
    }

    UUID day(UUID venue, Instant start, String offered) {
        UUID day = Uuid7.next();
        lab.execute(
                "INSERT INTO cafe_day (id, venue_id, starts_at, ends_at, helpers) VALUES ('%s', '%s', '%s', '%s', '{Ingrid}')"
                        .formatted(day, venue, start, start.plus(Duration.ofHours(3))));
        lab.execute("INSERT INTO cafe_day_topic (cafe_day_id, topic) VALUES ('%s', '%s')".formatted(day, offered));
        return day;
    }

    UUID slotIn(UUID day, Instant start, int capacity) {
        UUID slot = Uuid7.next();
        lab.execute(
                "INSERT INTO slot (id, cafe_day_id, starts_at, ends_at, capacity) VALUES ('%s', '%s', '%s', '%s', %d)"
                        .formatted(slot, day, start, start.plus(Duration.ofHours(1)), capacity));
        return slot;
    }

    JsonObject wish(UUID slot) {
        return new JsonObject()
                .put("slotId", slot.toString())
                .put("name", "Frau Krause")
                .put("topic", topic)
                .put("phone", "+493023125042")
                .put("email", "krause@example.org")
                .put("needs", new JsonArray().add("step-free"))
                .put("note", "Das Handy klingelt nicht mehr");
    }

    Answer book(Caller caller, UUID slot) {
        return caller.create("/bookings", wish(slot));
    }

    Answer bookByDesk(Caller desk, UUID slot) {
        return desk.create("/desk/bookings", wish(slot));
    }

    static Answer cancel(Caller caller, String code) {
        return caller.post("/booking-cancellations", new JsonObject().put("code", code));
    }

    long taken(UUID slot) {
        return lab.number("SELECT taken FROM slot WHERE id = ?", slot);
    }

    long booked(UUID slot) {
        return lab.number("SELECT count(*) FROM booking WHERE slot_id = ? AND state = 'booked'", slot);
    }

    long openBookings(UUID person) {
        return lab.number("SELECT count(*) FROM booking WHERE person_id = ? AND state = 'booked'", person);
    }

    long overlaps(UUID person) {
        return lab.number("""
                SELECT count(*)
                  FROM booking AS one
                  JOIN booking AS other ON other.person_id = one.person_id AND other.id > one.id
                 WHERE one.person_id = ? AND one.state = 'booked' AND other.state = 'booked'
                   AND tstzrange(one.starts_at, one.ends_at) && tstzrange(other.starts_at, other.ends_at)
                """, person);
    }

    private UUID venue(String name, String municipality, double latitude, double longitude, boolean stepFree) {
        UUID venue = Uuid7.next();
        lab.execute("""
                INSERT INTO venue (id, name, address, municipality, latitude, longitude, step_free, hearing_loop, parking)
                VALUES ('%s', '%s %s', 'Oberaltenhof 3, 06217 Merseburg', '%s', %s, %s, %s, false, true)
                """.formatted(venue, name, mark, municipality, latitude, longitude, stepFree));
        return venue;
    }
}
