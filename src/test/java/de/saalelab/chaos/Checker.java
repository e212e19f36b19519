package de.saalelab.chaos;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Compares what people were told with the database, while nobody is at work. */
final class Checker {
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(30);

    private final Findings findings;

    Checker(Findings findings) {
        this.findings = findings;
    }

    /** A kind of thing that people have. The statement takes the ids of people, and gives a row for each thing with the person and the thing. */
    private record Kind(String name, Function<Person, Holdings> of, String rows) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "support",
                    Person::supports,
                    "SELECT person_id, idea_id FROM idea_support WHERE person_id = ANY (?)"),
            new Kind("mark", Person::marks, "SELECT voter, option_id FROM ballot_mark WHERE voter = ANY (?)"),
            new Kind("idea", Person::ideas, "SELECT author, id FROM idea WHERE author = ANY (?)"),
            new Kind("booking", Person::bookings, """
                    SELECT person_id, id FROM booking WHERE state = 'booked' AND person_id = ANY (?)
                    """));

    /** What must be nothing: each row of these is a finding. */
    private record Rule(Check check, String what, String offenders) {}

    private static final List<Rule> RULES = List.of(
            new Rule(Check.COUNTERS, "supports of idea", """
                    SELECT idea_id FROM idea_tally AS tally
                     WHERE supports <> (SELECT count(*) FROM idea_support WHERE idea_support.idea_id = tally.idea_id)
                    """),
            new Rule(Check.COUNTERS, "ballot_option.marks", """
                    SELECT option_id FROM ballot_option AS o
                     WHERE marks <> (SELECT count(*) FROM ballot_mark AS m WHERE m.ballot_id = o.ballot_id AND m.option_id = o.option_id)
                    """),
            new Rule(Check.COUNTERS, "ballot.voters", """
                    SELECT id FROM ballot
                     WHERE voters <> (SELECT count(DISTINCT voter) FROM ballot_mark WHERE ballot_id = ballot.id)
                    """),
            new Rule(Check.COUNTERS, "slot.taken", """
                    SELECT id FROM slot
                     WHERE taken <> (SELECT count(*) FROM booking WHERE slot_id = slot.id AND state = 'booked')
                    """),
            new Rule(Check.OVERBOOKED, "slot", """
                    SELECT id FROM slot
                     WHERE capacity < (SELECT count(*) FROM booking WHERE slot_id = slot.id AND state = 'booked')
                    """),
            new Rule(Check.OVER_CAP, "marks of", """
                    SELECT voter FROM ballot_mark JOIN ballot ON ballot.id = ballot_mark.ballot_id
                     GROUP BY ballot.id, voter HAVING count(*) > ballot.marks_per_person
                    """),
            new Rule(Check.OVER_CAP, "bookings of", """
                    SELECT person_id FROM booking WHERE state = 'booked' AND settled_at IS NULL AND person_id IS NOT NULL
                     GROUP BY person_id HAVING count(*) > 3
                    """),
            new Rule(Check.OVER_CAP, "open ideas of", """
                    SELECT author FROM idea WHERE status IN ('draft', 'submitted', 'returned')
                     GROUP BY author HAVING count(*) > 10
                    """),
            new Rule(Check.OVERLAPPING, "bookings of", """
                    SELECT one.person_id FROM booking AS one
                      JOIN booking AS other ON other.person_id = one.person_id AND other.id > one.id
                     WHERE one.state = 'booked' AND other.state = 'booked'
                       AND tstzrange(one.starts_at, one.ends_at) && tstzrange(other.starts_at, other.ends_at)
                    """),
            new Rule(Check.DOUBLED, "ideas with the same key", """
                    SELECT title FROM idea GROUP BY author, title HAVING count(*) > 1
                    """));

    private static final Rule EVENTS_OF_IDEAS =
            new Rule(Check.EVENTS, "idea.supported less idea.support-withdrawn of", """
            SELECT tally.idea_id
              FROM idea_tally AS tally
              LEFT JOIN (
                   SELECT payload ->> 'ideaId' AS idea_id, sum(CASE name WHEN 'idea.supported.v1' THEN 1 ELSE -1 END * coalesce((payload ->> 'people')::int, 1)) AS balance
                     FROM outbox_event
                    WHERE name IN ('idea.supported.v1', 'idea.support-withdrawn.v1')
                    GROUP BY payload ->> 'ideaId') AS told ON told.idea_id = tally.idea_id::text
             WHERE supports <> coalesce(balance, 0)
            """);

    /** How often an event must have happened: as often as people were told of it. */
    private record Happening(String event, Function<Person, Holdings> of, boolean givenBack) {
        long times(Ledger ledger) {
            return givenBack ? ledger.timesGivenBack(of) : ledger.timesTaken(of);
        }
    }

    private static final List<Happening> HAPPENINGS = List.of(
            new Happening("idea.supported.v1", Person::supports, false),
            new Happening("idea.support-withdrawn.v1", Person::supports, true),
            new Happening("idea.submitted.v1", Person::ideas, false),
            new Happening("cafe.booked.v1", Person::bookings, false),
            new Happening("cafe.cancelled.v1", Person::bookings, true));

    /** Of each event that people are told: the kind of message, and who it goes to. */
    private static final Map<String, String> MESSAGES = Map.of(
            "idea.submitted.v1", "author",
            "cafe.booked.v1", "person",
            "cafe.cancelled.v1", "person");

    /** Compares these people's things, and all counters and caps. */
    void compare(Sql sql, List<Person> people) throws SQLException {
        List<UUID> ids = people.stream().map(Person::id).toList();
        for (Kind kind : KINDS) {
            Map<UUID, List<UUID>> stored = sql.things(kind.rows(), ids);
            for (Person person : people) {
                compare(person, kind, stored.getOrDefault(person.id(), List.of()));
            }
        }
        for (Rule rule : RULES) {
            hold(sql, rule);
        }
    }

    private void hold(Sql sql, Rule rule) throws SQLException {
        for (String offender : sql.column(rule.offenders())) {
            findings.add(rule.check(), rule.what() + " " + offender);
        }
    }

    /** Compares the events with what happened, waits until all are delivered, and compares the messages with them. */
    void compareEvents(Sql sql, Ledger ledger) throws SQLException {
        for (Happening happening : HAPPENINGS) {
            long expected = happening.times(ledger);
            long found = sql.number(
                    "SELECT coalesce(sum(coalesce((payload ->> 'people')::int, 1)), 0) FROM outbox_event WHERE name = ?",
                    happening.event());
            long doubts = happening.event().equals("cafe.booked.v1") ? ledger.doubts() : 0;
            if (found < expected || found > expected + doubts) {
                findings.add(
                        Check.EVENTS,
                        (int) Math.abs(found - expected),
                        "%s: %d events, %d times acknowledged".formatted(happening.event(), found, expected));
            }
        }
        hold(sql, EVENTS_OF_IDEAS);
        awaitDelivery(sql);
        for (Map.Entry<String, String> message : MESSAGES.entrySet()) {
            List<String> wrong = sql.column("""
                    SELECT event.id || ' told ' || count(inbox.id) || ' times'
                      FROM outbox_event AS event
                      LEFT JOIN inbox_message AS inbox
                        ON inbox.event_id = event.id AND inbox.person_id::text = event.payload ->> ?
                     WHERE event.name = ?
                     GROUP BY event.id
                    HAVING count(inbox.id) <> 1
                    """, message.getValue(), message.getKey());
            wrong.forEach(event -> findings.add(Check.INBOX, message.getKey() + " " + event));
        }
    }

    private void compare(Person person, Kind kind, List<UUID> stored) {
        Holdings told = kind.of().apply(person);
        List<UUID> surplus = new ArrayList<>(stored);
        for (UUID thing : told.held()) {
            if (!surplus.remove(thing)) {
                findings.add(Check.LOST, "%s %s of %s".formatted(kind.name(), thing, person.id()));
            }
        }
        boolean refusable = told == person.bookings() || told == person.marks();
        int doubts = refusable ? person.doubts() : 0;
        for (UUID thing : surplus) {
            boolean returned = told.wasGivenBack(thing) && !told.holds(thing);
            if (!returned && doubts > 0) {
                doubts--;
                continue;
            }
            findings.add(
                    returned ? Check.LOST : Check.DOUBLED,
                    "%s%s %s of %s".formatted(returned ? "taking back " : "", kind.name(), thing, person.id()));
        }
    }

    private void awaitDelivery(Sql sql) throws SQLException {
        // A relay that was killed leaves leases of half a minute. They end now, also those of a relay that lives: then
        // two carry the same event.
        sql.execute("UPDATE outbox_event SET leased_until = now() WHERE delivered_at IS NULL AND leased_until > now()");
        long end = System.nanoTime() + LONGEST_DELIVERY.toNanos();
        long waiting;
        do {
            waiting = sql.number("SELECT count(*) FROM outbox_event WHERE delivered_at IS NULL");
            if (waiting == 0) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        } while (System.nanoTime() < end);
        findings.add(Check.INBOX, (int) waiting, waiting + " events are not delivered after " + LONGEST_DELIVERY);
    }
}
