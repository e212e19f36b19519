package de.saalelab.bench;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Fresh things for runs that write, so that each request can insert a row. Their ids can be computed from numbers, also by pgbench; what earlier benches
 * left of them is removed.
 */
final class Ground {
    static final int IDEAS = 1_000;
    static final int VOTERS = 30_000;
    /** Days in the café on which seats are booked. */
    static final int CAFE_DAYS = 100;
    /** Of each day; shares no factor with the days, so that people spread over all. */
    static final int SLOTS = 9;
    /** In each slot, so that all people with a token can have three. */
    private static final int SEATS = 120;

    private static final String FIRST = "'00000000-0000-7000-8000-000000000000'";
    /** From here on stands what is written beside the product. */
    static final String FIRST_BESIDE = "'00000000-0000-7010-8000-000000000000'";

    static final String LAST = "'00000000-0000-7fff-8000-ffffffffffff'";

    private final Sql sql;
    private int ballots;
    private int ideaBatches;
    private int seats;

    Ground(Sql sql) {
        this.sql = sql;
    }

    /** Kinds of made things. */
    enum Kind {
        VOTER(0),
        BALLOT(1),
        OPTION(2),
        IDEA(3),
        SLOT(4),
        CAFE_DAY(5),
        BUSY_SLOT(6),
        BUSY_DAY(7),
        /** On which pgbench casts marks; the counters do not know of them. */
        BALLOT_BESIDE(0x10),
        /** Which pgbench supports; the counters do not know of it. */
        IDEA_BESIDE(0x11),
        /** Of which pgbench books seats; the counters do not know of them. */
        SLOT_BESIDE(0x12),
        DAY_BESIDE(0x13);

        private final int mark;

        Kind(int mark) {
            this.mark = mark;
        }
    }

    static UUID id(Kind kind, long n) {
        return UUID.fromString("00000000-0000-7%03x-8000-%012x".formatted(kind.mark, n));
    }

    /** The same id as pgbench computes it from a variable. */
    static String idSql(Kind kind, String number) {
        return "('00000000-0000-7%03x-8000-' || lpad(to_hex(%s::bigint), 12, '0'))::uuid".formatted(kind.mark, number);
    }

    /** Removes what is left of earlier runs, and makes the voters that pgbench speaks for. */
    void prepare() {
        sql.run("DELETE FROM ballot_mark WHERE ballot_id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("DELETE FROM ballot_option WHERE ballot_id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("DELETE FROM ballot WHERE id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("DELETE FROM idea_support WHERE idea_id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("TRUNCATE outbox_event");
        sql.run("DELETE FROM booking WHERE slot_id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("DELETE FROM slot WHERE id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("DELETE FROM cafe_day_topic WHERE cafe_day_id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("DELETE FROM cafe_day WHERE id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("DELETE FROM idea_tally WHERE idea_id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("DELETE FROM idea WHERE id BETWEEN " + FIRST + " AND " + LAST);
        sql.run("""
                INSERT INTO person (id, created_at)
                SELECT %s, now()
                  FROM generate_series(0, %d) AS number
                    ON CONFLICT DO NOTHING
                """.formatted(idSql(Kind.VOTER, "number"), VOTERS - 1));
        // A credential that was not used today is written at its first use; that would be measured with the first run
        // only.
        sql.run(
                "UPDATE device SET last_seen_on = (now() AT TIME ZONE 'Europe/Berlin')::date WHERE last_seen_on < (now() AT TIME ZONE 'Europe/Berlin')::date");
        sql.run("VACUUM ANALYZE");
    }

    /** A new ballot with 40 options and a cap of ten. */
    UUID ballot(Kind kind) {
        UUID ballot = id(kind, ballots++);
        sql.execute(
                "INSERT INTO ballot (id, marks_per_person, opens_at) VALUES (?, ?, now() - interval '1 hour')",
                ballot,
                World.CAP);
        sql.execute("""
                INSERT INTO ballot_option (ballot_id, option_id, title)
                SELECT ?, %s, 'Vorschlag ' || number
                  FROM generate_series(0, ?) AS number
                """.formatted(idSql(Kind.OPTION, "number")), ballot, World.OPTIONS - 1);
        return ballot;
    }

    /** A thousand new public ideas of a person without a token; returns the number of the first. */
    int ideas(Kind kind) {
        int first = IDEAS * ideaBatches++;
        sql.execute("""
                INSERT INTO idea (id, author, title, text, category, municipality, status, created_at, published_at)
                SELECT %s, %s, 'Frische Idee ' || number, repeat('Das wäre gut für alle. ', 10), 'leisure', 'merseburg', 'published', now(), now()
                  FROM generate_series(?::int, ?::int) AS number
                """.formatted(idSql(kind, "number"), idSql(Kind.VOTER, "0")), first, first + IDEAS - 1);
        sql.execute("""
                INSERT INTO idea_tally (idea_id)
                SELECT %s
                  FROM generate_series(?::int, ?::int) AS number
                """.formatted(idSql(kind, "number")), first, first + IDEAS - 1);
        return first;
    }

    /** A new slot in a week with a single seat; each lies at another time, so that nobody's bookings overlap. */
    UUID lastSeat() {
        int n = seats++;
        UUID slot = id(Kind.SLOT, n);
        sql.execute("""
                INSERT INTO cafe_day (id, venue_id, starts_at, ends_at, helpers)
                SELECT ?, (SELECT id FROM venue ORDER BY id LIMIT 1), day.begins, day.begins + interval '30 minutes', ARRAY['Anna']
                  FROM (SELECT date_trunc('day', now()) + interval '7 days 4 hours' + ? * interval '40 minutes' AS begins) AS day
                """, id(Kind.CAFE_DAY, n), n);
        sql.execute("INSERT INTO cafe_day_topic (cafe_day_id, topic) VALUES (?, 'smartphone')", id(Kind.CAFE_DAY, n));
        sql.execute("""
                INSERT INTO slot (id, cafe_day_id, starts_at, ends_at, capacity, taken)
                SELECT ?, id, starts_at, ends_at, 1, 0
                  FROM cafe_day
                 WHERE id = ?
                """, slot, id(Kind.CAFE_DAY, n));
        return slot;
    }

    /** Hundreds of slots in two months with all their seats free; what was booked of them before is gone. */
    List<UUID> freeSlots(Kind day, Kind slot) {
        int all = CAFE_DAYS * SLOTS;
        sql.run("DELETE FROM booking WHERE slot_id BETWEEN '%s' AND '%s'".formatted(id(slot, 0), id(slot, all - 1)));
        sql.execute("""
                INSERT INTO cafe_day (id, venue_id, starts_at, ends_at, helpers)
                SELECT %s, (SELECT id FROM venue ORDER BY id LIMIT 1), begins, begins + interval '8 hours', ARRAY['Anna']
                  FROM generate_series(0, ?::int) AS number,
                       LATERAL (SELECT date_trunc('day', now()) + (60 + ?::int) * interval '1 day' + number * interval '1 second' AS begins) AS time
                    ON CONFLICT (id) DO NOTHING
                """.formatted(idSql(day, "number")), CAFE_DAYS - 1, day.mark);
        sql.execute("""
                INSERT INTO cafe_day_topic (cafe_day_id, topic)
                SELECT %s, 'smartphone'
                  FROM generate_series(0, ?::int) AS number
                    ON CONFLICT DO NOTHING
                """.formatted(idSql(day, "number")), CAFE_DAYS - 1);
        sql.execute(
                """
                INSERT INTO slot (id, cafe_day_id, starts_at, ends_at, capacity)
                SELECT %s, cafe_day.id, starts_at + turn * interval '40 minutes', starts_at + turn * interval '40 minutes' + interval '30 minutes', ?
                  FROM generate_series(0, ?::int) AS day
                  JOIN cafe_day ON cafe_day.id = %s
                 CROSS JOIN generate_series(0, ?::int) AS turn
                    ON CONFLICT (id) DO UPDATE
                   SET taken = 0
                """.formatted(idSql(slot, "(day * %d + turn)".formatted(SLOTS)), idSql(day, "day")),
                SEATS,
                CAFE_DAYS - 1,
                SLOTS - 1);
        sql.run("VACUUM ANALYZE booking, slot");
        return IntStream.range(0, all).mapToObj(n -> id(slot, n)).toList();
    }

    long bookings() {
        return sql.number("SELECT count(*) FROM booking WHERE slot_id BETWEEN " + FIRST + " AND " + LAST);
    }

    long marks() {
        return sql.number("SELECT count(*) FROM ballot_mark WHERE ballot_id BETWEEN " + FIRST + " AND " + LAST);
    }

    long supports() {
        return sql.number("SELECT count(*) FROM idea_support WHERE idea_id BETWEEN " + FIRST + " AND " + LAST);
    }
}
