package de.saalelab.chaos;

import de.saalelab.platform.db.Uuid7;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What people find: public ideas, a ballot, and café slots that overlap, most of them soon full. */
final class Stage {
    static final int MARKS = 3;
    static final String TOPIC = "drill";

    private static final int IDEAS = 10;
    private static final int OPTIONS = 8;
    private static final int VENUES = 3;
    private static final int SLOTS_OF_A_DAY = 6;
    private static final Duration SLOT = Duration.ofMinutes(30);
    private static final int MOST_SEATS = 5;
    /** At one venue there is room for all, so that nothing but the cap keeps anybody from booking more. */
    private static final int ROOMY = 60;

    private final UUID ballot = Uuid7.next();
    private final List<UUID> ideas = new ArrayList<>();
    private final List<UUID> options = new ArrayList<>();
    private final List<UUID> venues = new ArrayList<>();
    private final Instant firstDay =
            Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3)).plus(Duration.ofHours(9));
    private volatile List<UUID> slots = List.of();

    private Stage() {}

    /** Fills a lab whose schema is up to date. */
    static Stage fill(Sql sql) throws SQLException {
        Stage stage = new Stage();
        stage.fillIdeas(sql);
        stage.fillBallot(sql);
        stage.fillCafe(sql);
        return stage;
    }

    UUID ballot() {
        return ballot;
    }

    List<UUID> options() {
        return options;
    }

    UUID anyIdea(Random random) {
        return any(ideas, random);
    }

    UUID anyOption(Random random) {
        return any(options, random);
    }

    UUID anySlot(Random random) {
        return any(slots, random);
    }

    /** A new day at each venue, at the same times; people book these from now on. */
    void openDay(Sql sql, int number, Random random) throws SQLException {
        List<UUID> opened = new ArrayList<>();
        Instant starts = firstDay.plus(Duration.ofDays(number));
        for (UUID venue : venues) {
            UUID day = Uuid7.next();
            sql.execute("""
                    INSERT INTO cafe_day (id, venue_id, starts_at, ends_at, helpers)
                    VALUES (?, ?, ?, ?, '{Ingrid}')
                    """, day, venue, at(starts), at(starts.plus(SLOT.multipliedBy(SLOTS_OF_A_DAY))));
            sql.execute("INSERT INTO cafe_day_topic (cafe_day_id, topic) VALUES (?, ?)", day, TOPIC);
            for (int i = 0; i < SLOTS_OF_A_DAY; i++) {
                UUID slot = Uuid7.next();
                sql.execute(
                        "INSERT INTO slot (id, cafe_day_id, starts_at, ends_at, capacity) VALUES (?, ?, ?, ?, ?)",
                        slot,
                        day,
                        at(starts.plus(SLOT.multipliedBy(i))),
                        at(starts.plus(SLOT.multipliedBy(i + 1))),
                        venue.equals(venues.getFirst()) ? ROOMY : 1 + random.nextInt(MOST_SEATS));
                opened.add(slot);
            }
        }
        slots = List.copyOf(opened);
    }

    private void fillIdeas(Sql sql) throws SQLException {
        UUID author = Uuid7.next();
        sql.execute("INSERT INTO person (id, created_at) VALUES (?, now())", author);
        for (int i = 0; i < IDEAS; i++) {
            UUID idea = Uuid7.next();
            sql.execute("""
                    INSERT INTO idea (id, author, title, text, category, municipality, status, created_at, published_at)
                    VALUES (?, ?, ?, 'Eine Bank am Ufer für alle, die weit laufen.', 'leisure', 'merseburg', 'published', now(), now())
                    """, idea, author, "Bank am Ufer " + i);
            sql.execute("INSERT INTO idea_tally (idea_id) VALUES (?)", idea);
            ideas.add(idea);
        }
    }

    private void fillBallot(Sql sql) throws SQLException {
        sql.execute(
                "INSERT INTO ballot (id, marks_per_person, opens_at) VALUES (?, ?, now() - interval '1 day')",
                ballot,
                MARKS);
        for (int i = 0; i < OPTIONS; i++) {
            UUID option = Uuid7.next();
            sql.execute(
                    "INSERT INTO ballot_option (ballot_id, option_id, title) VALUES (?, ?, ?)",
                    ballot,
                    option,
                    "Vorschlag " + i);
            options.add(option);
        }
    }

    private void fillCafe(Sql sql) throws SQLException {
        sql.execute("""
                INSERT INTO cafe_topic (key, name, hint, position)
                SELECT ?, 'Smartphone kennenlernen', '', coalesce(max(position), 0) + 1 FROM cafe_topic
                """, TOPIC);
        for (int i = 0; i < VENUES; i++) {
            UUID venue = Uuid7.next();
            sql.execute("""
                    INSERT INTO venue (id, name, address, municipality, latitude, longitude, step_free, hearing_loop, parking)
                    VALUES (?, ?, 'Oberaltenhof 3, 06217 Merseburg', 'merseburg', 51.36, 12.0, true, false, true)
                    """, venue, "Lesecafé " + i);
            venues.add(venue);
        }
    }

    private static UUID any(List<UUID> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
