package de.saalelab.chaos;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A guard that is removed on purpose: the drill must then end red, and in these checks, or it could not have found the fault in earnest. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of and List.of cannot be changed.
enum Control {
    /** A commit is acknowledged before it is on the disk. */
    ASYNCHRONOUS_COMMIT(
            ScenarioKind.POSTGRES_KILL,
            Set.of(Check.LOST),
            Moment.BEFORE,
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'saalelab'"),
    /** A commit is acknowledged before the standby has it. */
    LAX_STANDBY(ScenarioKind.FAILOVER, Set.of(Check.LOST), Moment.BEFORE),
    /** First answers to calls with a key are forgotten at once. */
    FORGOTTEN_KEYS(ScenarioKind.SERVER_KILL, Set.of(Check.DOUBLED), Moment.ALL_THE_TIME, "DELETE FROM idempotency_key"),
    /** One person may support an idea more than once. */
    SUPPORT_TWICE(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.DOUBLED),
            Moment.BEFORE,
            "ALTER TABLE idea_support DROP CONSTRAINT idea_support_once",
            "ALTER TABLE idea_support ADD CONSTRAINT idea_support_once PRIMARY KEY (idea_id, person_id, supported_at)"),
    /** A person's marks are not numbered. */
    MARKS_WITHOUT_CAP(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.OVER_CAP),
            Moment.BEFORE,
            "ALTER TABLE ballot_mark DROP CONSTRAINT ballot_mark_pk, DROP CONSTRAINT ballot_mark_within_cap"),
    /** A person's bookings are not numbered. */
    BOOKINGS_WITHOUT_CAP(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.OVER_CAP),
            Moment.BEFORE,
            "ALTER TABLE booking DROP CONSTRAINT booking_place_once, DROP CONSTRAINT booking_place_while_open",
            """
            CREATE FUNCTION drill_unnumbered() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.place := NULL; RETURN NEW; END $$
            """,
            "CREATE TRIGGER drill BEFORE INSERT ON booking FOR EACH ROW EXECUTE FUNCTION drill_unnumbered()"),
    /** Seats are given away and not counted. */
    UNCOUNTED_SEATS(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.OVERBOOKED, Check.COUNTERS),
            Moment.BEFORE,
            "ALTER TABLE slot DROP CONSTRAINT slot_taken_within_capacity",
            """
            CREATE FUNCTION drill_uncounted() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.taken := OLD.taken; RETURN NEW; END $$
            """,
            "CREATE TRIGGER drill BEFORE UPDATE ON slot FOR EACH ROW EXECUTE FUNCTION drill_uncounted()"),
    /** One person may sit at two tables at once. */
    OVERLAPS_ALLOWED(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.OVERLAPPING),
            Moment.BEFORE,
            "ALTER TABLE booking DROP CONSTRAINT booking_no_overlap"),
    /** The number of supporters stands still. */
    STUCK_COUNTER(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.COUNTERS),
            Moment.BEFORE,
            """
            CREATE FUNCTION drill_stuck() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.supports := OLD.supports; RETURN NEW; END $$
            """,
            "CREATE TRIGGER drill BEFORE UPDATE ON idea_tally FOR EACH ROW EXECUTE FUNCTION drill_stuck()"),
    /** Every tenth event gets lost on its way into the outbox. */
    LEAKY_OUTBOX(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.EVENTS),
            Moment.BEFORE,
            """
            CREATE FUNCTION drill_leak() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF random() < 0.1 THEN RETURN NULL; END IF; RETURN NEW; END $$
            """,
            "CREATE TRIGGER drill BEFORE INSERT ON outbox_event FOR EACH ROW EXECUTE FUNCTION drill_leak()"),
    /** Events are delivered again, and their receiver does not notice. */
    MESSAGES_TWICE(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.INBOX),
            Moment.BEFORE_COMPARING,
            "ALTER TABLE inbox_message DROP CONSTRAINT IF EXISTS inbox_message_once",
            "ALTER TABLE inbox_message ADD CONSTRAINT inbox_message_once UNIQUE (event_id, person_id, id)",
            "INSERT INTO inbox_message SELECT gen_random_uuid(), person_id, event_id, kind, arguments, moment, subject_kind,"
                    + " subject_id, sent_at, read_at FROM inbox_message LIMIT 1"),
    /** The tables that everybody writes to are locked for more than a minute after the fault. */
    LOCKED_TABLES(
            ScenarioKind.SERVER_KILL,
            Set.of(Check.RECOVERY, Check.HANGING, Check.UNRESOLVED),
            Moment.AFTER_THE_FAULT,
            """
            DO $$ BEGIN
              LOCK TABLE person, idea_support, ballot_mark, booking, idea IN ACCESS EXCLUSIVE MODE;
              PERFORM pg_sleep(80);
            END $$
            """),
    /** The database breaks now and then in a way that nobody has foreseen. */
    BROKEN_STATEMENT(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.FAULTS),
            Moment.BEFORE,
            """
            CREATE FUNCTION drill_break() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF random() < 0.1 THEN RAISE EXCEPTION 'broken' USING ERRCODE = 'XX000'; END IF; RETURN NEW; END $$
            """,
            "CREATE TRIGGER drill BEFORE INSERT ON idea FOR EACH ROW EXECUTE FUNCTION drill_break()"),
    /** The ballot is closed although its time has not come. */
    CLOSED_BALLOT(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.CONTRADICTED),
            Moment.BEFORE,
            "UPDATE ballot SET closed_at = now(), final_version = version"),
    /** Processes are killed instead of being told to stop. */
    UNDRAINED(ScenarioKind.ROLLING_RESTART, Set.of(Check.FAILED), Moment.BEFORE),
    /** Somebody deletes what was acknowledged and adds what was not: the checker itself must see it. */
    FORGERY(
            ScenarioKind.ROLLING_RESTART,
            Set.of(Check.LOST, Check.DOUBLED),
            Moment.BEFORE_COMPARING,
            "DELETE FROM idea_support WHERE ctid = (SELECT ctid FROM idea_support ORDER BY supported_at DESC LIMIT 1)",
            """
            INSERT INTO idea_support (idea_id, person_id, supported_at)
            SELECT idea.id, last.person_id, now()
              FROM (SELECT person_id FROM idea_support ORDER BY supported_at DESC LIMIT 1) AS last
              JOIN idea ON idea.status = 'published'
                ON CONFLICT DO NOTHING
            """);

    /** When the statements run. */
    enum Moment {
        BEFORE,
        ALL_THE_TIME,
        AFTER_THE_FAULT,
        BEFORE_COMPARING
    }

    private final ScenarioKind scenario;
    private final Set<Check> red;
    private final Moment moment;
    private final List<String> statements;

    Control(ScenarioKind scenario, Set<Check> red, Moment moment, String... statements) {
        this.scenario = scenario;
        this.red = red;
        this.moment = moment;
        this.statements = List.of(statements);
    }

    static Optional<Control> named(String key) {
        return Arrays.stream(values())
                .filter(control -> control.key().equals(key))
                .findFirst();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    ScenarioKind scenario() {
        return scenario;
    }

    /** The checks that must find something. */
    Set<Check> red() {
        return red;
    }

    /** Whether events and messages must be looked at after each round, not only after the last one. */
    boolean concernsEvents() {
        return red.contains(Check.EVENTS) || red.contains(Check.INBOX);
    }

    boolean acts(Moment when) {
        return moment == when && !statements.isEmpty();
    }

    void run(Sql sql) throws SQLException {
        for (String statement : statements) {
            sql.execute(statement);
        }
    }
}
