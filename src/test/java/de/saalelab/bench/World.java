package de.saalelab.bench;

import de.saalelab.bench.Rows.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the database: people, ideas with their supporters, ballots with their marks, messages; {@link CafeWorld} has the cafés. The same size
 * and day give the same rows, and each counter is what counting its rows gives.
 */
final class World {
    static final int BALLOTS = 20;
    static final int OPTIONS = 40;
    static final int CAP = 10;
    private static final int CALLS = 12;
    private static final int MESSAGES_EACH = 3;
    /** One in so many was declined and is not public. */
    private static final int DECLINED_EVERY = 25;

    private static final int POPULAR_EVERY = 1_000;
    private static final int POPULAR_SUPPORTS = 500;
    private static final String[] STATUS = {
        "published", "published", "published", "published", "published", "accepted", "rejected", "implemented"
    };
    private static final String[] CATEGORIES = {
        "mobility", "leisure", "digital", "education", "environment", "community", "economy"
    };
    private static final String[] MUNICIPALITIES = {
        "merseburg", "schkopau", "leuna", "bad-duerrenberg", "braunsbedra", "muecheln", "querfurt", "landsberg"
    };

    private final Size size;
    private final Instant today;
    private final CafeWorld cafes;

    /** @param day the day that it is filled for; bookings lie before and behind it */
    World(Size size, LocalDate day) {
        this.size = size;
        this.today = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        this.cafes = new CafeWorld(this, day);
    }

    Size size() {
        return size;
    }

    /** The tables, each behind those that it refers to. */
    List<Table> tables() {
        return List.of(
                new Table("person", "id, created_at", this::persons),
                new Table("device", "id, person_id, token_hash, created_at, last_seen_on", this::devices),
                new Table("idea_call", "id, title, summary, text, phase, opens_at, ideas", this::calls),
                new Table(
                        "idea",
                        "id, call_id, author, title, text, category, municipality, latitude, longitude, place, status, reason,"
                                + " created_at, published_at",
                        this::ideas),
                new Table("idea_tally", "idea_id, supports", this::tallies),
                new Table("idea_support", "idea_id, person_id, supported_at", this::supports),
                new Table("ballot", "id, marks_per_person, opens_at, closes_at, version, voters", this::ballots),
                new Table("ballot_option", "ballot_id, option_id, title, marks", this::options),
                new Table("ballot_mark", "ballot_id, voter, number, marks_per_person, option_id, cast_at", this::marks),
                new Table(
                        "inbox_message",
                        "id, person_id, event_id, kind, arguments, subject_kind, subject_id, sent_at",
                        this::messages),
                new Table(
                        "venue",
                        "id, name, address, municipality, latitude, longitude, step_free, hearing_loop, parking",
                        cafes::venues),
                new Table("cafe_day", "id, venue_id, starts_at, ends_at, helpers", cafes::days),
                new Table("cafe_day_topic", "cafe_day_id, topic", cafes::topics),
                new Table("slot", "id, cafe_day_id, starts_at, ends_at, capacity, taken", cafes::slots),
                new Table(
                        "booking",
                        "id, code, state, slot_id, cafe_day_id, starts_at, ends_at, person_id, place, settled_at, name, topic,"
                                + " needs, created_at, cancelled_at",
                        cafes::bookings));
    }

    UUID person(int n) {
        return Draw.id(joined(n), "person", n);
    }

    /** The secret of a person's device, as a phone sends it. */
    static String token(int n) {
        byte[] secret = sha256("bench device " + n);
        return "sld_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    UUID idea(int n) {
        return Draw.id(publishedAt(n), "idea", n);
    }

    boolean isPublic(int idea) {
        return idea % DECLINED_EVERY != 3;
    }

    /** One minute apart, the last one yesterday. */
    Instant publishedAt(int idea) {
        return today.minusSeconds(60L * (size.ideas() - idea));
    }

    UUID ballot(int n) {
        return Draw.id(today.minusSeconds(86_400L * (BALLOTS - n)), "ballot", n);
    }

    UUID option(int ballot, int option) {
        return Draw.id(today.minusSeconds(86_400L * (BALLOTS - ballot)), "option", ballot * 1_000L + option);
    }

    /** How many people support the idea: few for most, many for some. */
    int supports(int idea) {
        if (!isPublic(idea)) {
            return 0;
        }
        if (idea % POPULAR_EVERY == 7) {
            return Math.min(POPULAR_SUPPORTS, size.persons() / 2);
        }
        return (int) (1.2 / (Draw.fraction("supports", idea) + 0.02));
    }

    private Instant joined(int person) {
        return today.minusSeconds(60L * (size.persons() - person) + 86_400L * 400);
    }

    private void persons(Rows rows) {
        for (int n = 0; n < size.persons(); n++) {
            rows.row(person(n), joined(n));
        }
    }

    private void devices(Rows rows) {
        LocalDate day = today.atZone(ZoneOffset.UTC).toLocalDate();
        for (int n = 0; n < size.persons(); n++) {
            rows.row(Draw.id(joined(n), "device", n), person(n), sha256(token(n)), joined(n), day);
        }
    }

    private void calls(Rows rows) {
        int[] ideas = new int[CALLS];
        for (int n = 0; n < size.ideas(); n++) {
            int call = callOf(n);
            if (call < CALLS && isPublic(n)) {
                ideas[call]++;
            }
        }
        for (int n = 0; n < CALLS; n++) {
            Instant opens = today.minusSeconds(86_400L * 900 - n);
            String title = "Ideenaufruf %d: %s".formatted(n + 1, Prose.title(n));
            rows.row(callId(n), title, Prose.title(n + CALLS), Prose.text(n), "collect", opens, ideas[n]);
        }
    }

    private UUID callId(int n) {
        return Draw.id(today.minusSeconds(86_400L * 900 - n), "call", n);
    }

    /** {@code CALLS} means: on nobody's call. */
    private static int callOf(int idea) {
        return Draw.below(CALLS + 1, "call of", idea);
    }

    private int author(int idea) {
        return Draw.below(size.persons(), "author", idea);
    }

    private void ideas(Rows rows) {
        for (int n = 0; n < size.ideas(); n++) {
            int call = callOf(n);
            boolean placed = Draw.below(10, "placed", n) < 8;
            rows.row(
                    idea(n),
                    call < CALLS ? callId(call) : null,
                    person(author(n)),
                    Prose.title(n),
                    Prose.text(n),
                    Draw.of(CATEGORIES, "category", n),
                    Draw.of(MUNICIPALITIES, "municipality", n),
                    placed ? latitude(n) : null,
                    placed ? longitude(n) : null,
                    placed ? "Stelle " + n : null,
                    isPublic(n) ? Draw.of(STATUS, "status", n) : "declined",
                    isPublic(n) ? null : "Das liegt nicht in der Hand des Kreises.",
                    publishedAt(n).minusSeconds(3_600),
                    isPublic(n) ? publishedAt(n) : null);
        }
    }

    private void tallies(Rows rows) {
        for (int n = 0; n < size.ideas(); n++) {
            if (isPublic(n)) {
                rows.row(idea(n), supports(n));
            }
        }
    }

    /** From Mücheln to Landsberg. */
    static double latitude(int n) {
        return 51.25 + 0.35 * Draw.fraction("latitude", n);
    }

    /** From Querfurt to Kabelsketal. */
    static double longitude(int n) {
        return 11.55 + 0.62 * Draw.fraction("longitude", n);
    }

    /** Steps through all persons with a stride that shares no factor with their number: nobody twice, and never the author. */
    private void supports(Rows rows) {
        int persons = size.persons();
        int stride = 7_919;
        for (int n = 0; n < size.ideas(); n++) {
            UUID idea = idea(n);
            int supports = supports(n);
            for (int k = 1; k <= supports; k++) {
                int supporter = (int) ((author(n) + (long) k * stride) % persons);
                rows.row(idea, person(supporter), publishedAt(n).plusSeconds(k));
            }
        }
    }

    private int votersEach() {
        return size.marks() / (BALLOTS * CAP);
    }

    private void ballots(Rows rows) {
        Instant opens = today.minusSeconds(86_400L * 30);
        Instant closes = today.plusSeconds(86_400L * 400);
        for (int n = 0; n < BALLOTS; n++) {
            rows.row(ballot(n), CAP, opens, closes, OPTIONS + votersEach() * CAP, votersEach());
        }
    }

    private void options(Rows rows) {
        for (int n = 0; n < BALLOTS; n++) {
            int[] marks = new int[OPTIONS];
            for (int voter = 0; voter < votersEach(); voter++) {
                for (int number = 1; number <= CAP; number++) {
                    marks[choice(n, voter, number)]++;
                }
            }
            for (int option = 0; option < OPTIONS; option++) {
                rows.row(ballot(n), option(n, option), Prose.title(n * OPTIONS + option), marks[option]);
            }
        }
    }

    private void marks(Rows rows) {
        Instant cast = today.minusSeconds(86_400L);
        for (int n = 0; n < BALLOTS; n++) {
            UUID ballot = ballot(n);
            for (int voter = 0; voter < votersEach(); voter++) {
                UUID person = person((n * 104_729 + voter) % size.persons());
                for (int number = 1; number <= CAP; number++) {
                    rows.row(ballot, person, number, CAP, option(n, choice(n, voter, number)), cast);
                }
            }
        }
    }

    /** The option of a voter's mark; those of one voter differ, because 7 and the number of options share no factor. */
    private static int choice(int ballot, int voter, int number) {
        return (Draw.below(OPTIONS, "favourite", ballot * 1_000_003L + voter) + 7 * number) % OPTIONS;
    }

    private void messages(Rows rows) {
        int messages = size.persons() * MESSAGES_EACH;
        for (int n = 0; n < messages; n++) {
            Instant sent = today.minusSeconds(60L * (messages - n));
            int idea = Draw.below(size.ideas(), "subject", n);
            rows.row(
                    Draw.id(sent, "message", n),
                    person(n % size.persons()),
                    Draw.id(sent, "event", n),
                    "idea-published",
                    List.of(Prose.title(idea)),
                    "idea",
                    idea(idea),
                    sent);
        }
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A value, or nothing. */
    static <T> @Nullable T when(boolean there, T value) {
        return there ? value : null;
    }
}
