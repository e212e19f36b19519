package de.saalelab.bench;

import de.saalelab.bench.Ground.Kind;
import de.saalelab.bench.Load.Body;
import de.saalelab.bench.Requests.Acts;
import de.saalelab.bench.Requests.Bookings;
import de.saalelab.bench.Requests.Cycle;
import de.saalelab.bench.Requests.Order;
import de.saalelab.bench.Requests.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All that can be measured, and how each request is made from its running number. */
final class Loads {
    static final String ROW = "bare-select";
    /** People who read; so few that each comes back while the server remembers them. */
    private static final int READERS = 1_000;
    /** People who give their ten marks at the same time. */
    private static final int ACTIVE = 640;

    private static final int SAMPLES = 2_000;
    /** New ballots for a run: enough for the tokens to give all their marks so many times. */
    private static final int PASSES = 3;

    private static final String MARK = "pgbench-mark";
    private static final String SUPPORT = "pgbench-support";
    private static final String BOOK = "pgbench-book";
    /** Open bookings that a person may have. */
    private static final int OPEN_BOOKINGS = 3;

    private final World world;
    private final Ground ground;

    Loads(World world, Ground ground) {
        this.world = world;
        this.ground = ground;
    }

    List<Load> all() {
        return List.of(
                bare("bare-plain", "bare Vert.x, a constant text", this::plain),
                bare(ROW, "bare Vert.x, the product's SELECT of one idea, prepared", this::rows),
                statement(
                        MARK, "pgbench, one INSERT into ballot_mark per transaction", this::insertMark, ground::marks),
                statement(
                        SUPPORT,
                        "pgbench, one INSERT into idea_support per transaction",
                        this::insertSupport,
                        ground::supports),
                statement(
                        BOOK,
                        "pgbench, one seat taken and one INSERT into booking per transaction",
                        this::insertBooking,
                        ground::bookings),
                read("idea", "one idea, signed in", 0.8, () -> signedIn(n -> "/api/v1/ideas/" + publicIdea(n))),
                read("list", "first page of ideas, 20, signed in", 0.6, () -> signedIn(n -> "/api/v1/ideas")),
                read("list-public", "first page of ideas, 20, by anybody", 1.5, () -> anybody("/api/v1/ideas")),
                read("list-deep", "a page far down the list, signed in", 0, () -> signedIn(this::deepPage)),
                read("search", "ideas by words, best first, signed in", 0, () -> signedIn(this::searchPage)),
                read("near", "ideas nearest to a place, signed in", 0, () -> signedIn(this::nearPage)),
                read("slots", "the soonest free slots", 0, () -> anybody("/api/v1/slots")),
                read("inbox", "my inbox", 0, () -> signedIn(n -> "/api/v1/me/inbox")),
                new Load("bot", "a question to the bot", "", 0, new Body.Product(this::bot), () -> 0),
                write("mark", "cast a mark, one ballot for all", MARK, () -> castMark(1), ground::marks),
                write("mark-20", "cast a mark, spread over twenty ballots", MARK, () -> castMark(20), ground::marks),
                write(
                        "support",
                        "support one of a thousand ideas",
                        SUPPORT,
                        () -> support(Ground.IDEAS),
                        ground::supports),
                write("support-hot", "support one of ten ideas", SUPPORT, () -> support(10), ground::supports),
                new Load(
                        "book",
                        "book a seat, spread over nine hundred slots",
                        BOOK,
                        0,
                        new Body.Product(this::book),
                        ground::bookings));
    }

    /** The load of that name. */
    Load named(String name) {
        return all().stream()
                .filter(load -> load.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No load is called " + name));
    }

    private static Load bare(String name, String meaning, Supplier<Requests> requests) {
        return new Load(name, meaning, "", 0, new Body.Bare(requests), () -> 0);
    }

    private static Load statement(String name, String meaning, Supplier<String> script, LongSupplier rows) {
        return new Load(name, meaning, "", 0, new Body.Statement(script), rows);
    }

    private static Load read(String name, String meaning, double target, Supplier<Requests> requests) {
        return new Load(name, meaning, ROW, target, new Body.Product(requests), () -> 0);
    }

    private static Load write(
            String name, String meaning, String limit, Supplier<Requests> requests, LongSupplier rows) {
        return new Load(name, meaning, limit, 2.5, new Body.Product(requests), rows);
    }

    private Requests plain() {
        return anybody("/plain");
    }

    private Requests rows() {
        return cycle(n -> Request.get("/row/" + publicIdea(n), ""));
    }

    private static Requests anybody(String path) {
        return new Cycle(List.of(Request.get(path, "")));
    }

    private Requests signedIn(IntFunction<String> path) {
        int readers = Math.min(READERS, world.size().tokens());
        return cycle(n -> Request.get(path.apply(n), World.token(n % readers)));
    }

    private static Requests cycle(IntFunction<Request> sample) {
        return new Cycle(IntStream.range(0, SAMPLES).mapToObj(sample).toList());
    }

    private UUID publicIdea(int n) {
        return world.idea(someIdea(n, world.size().ideas()));
    }

    private int someIdea(int n, int below) {
        int idea = Draw.below(below, "sample", n);
        return world.isPublic(idea) ? idea : idea + 1 < below ? idea + 1 : idea - 1;
    }

    private String deepPage(int n) {
        int idea = someIdea(n, world.size().ideas() / 2);
        String keyset = "[\"newest\",\"%s\",\"%s\"]".formatted(world.publishedAt(idea), world.idea(idea));
        return "/api/v1/ideas?after="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(keyset.getBytes(StandardCharsets.UTF_8));
    }

    private String searchPage(int n) {
        String words = Prose.SEARCHES[n % Prose.SEARCHES.length];
        return "/api/v1/ideas?sort=relevance&q="
                + URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String nearPage(int n) {
        return "/api/v1/ideas?sort=near&near=%.4f,%.4f".formatted(World.latitude(-n - 1), World.longitude(-n - 1));
    }

    private Requests bot() {
        return new Cycle(Stream.of(Prose.QUESTIONS)
                .map(question -> new Request(
                        "POST",
                        "/api/v1/bot/messages",
                        "",
                        "{\"text\":\"%s\",\"municipality\":\"schkopau\"}".formatted(question)))
                .toList());
    }

    private Requests castMark(int ballots) {
        List<String> paths = IntStream.range(0, ballots * PASSES)
                .mapToObj(n -> ground.ballot(Kind.BALLOT))
                .flatMap(ballot -> IntStream.range(0, World.OPTIONS)
                        .mapToObj(option ->
                                "/api/v1/ballots/%s/marks/%s".formatted(ballot, Ground.id(Kind.OPTION, option))))
                .toList();
        return new Acts(paths, new Order(active(), groups(), World.CAP, ballots, PASSES, World.OPTIONS, 0));
    }

    private Requests support(int ideas) {
        int first = ground.ideas(Kind.IDEA);
        List<String> paths = IntStream.range(first, first + ideas)
                .mapToObj(n -> "/api/v1/ideas/%s/support".formatted(Ground.id(Kind.IDEA, n)))
                .toList();
        return new Acts(paths, new Order(active(), groups(), World.CAP, 1, 1, ideas, World.CAP));
    }

    private Requests book() {
        List<UUID> slots = ground.freeSlots(Kind.BUSY_DAY, Kind.BUSY_SLOT);
        return Bookings.of(slots, new Order(active(), groups(), OPEN_BOOKINGS, Ground.CAFE_DAYS, 1, Ground.SLOTS, 0));
    }

    private int active() {
        return Math.min(ACTIVE, world.size().tokens());
    }

    private int groups() {
        return world.size().tokens() / active();
    }

    private String insertMark() {
        return """
                \\set voter :n %% %d
                \\set turn_of_voter :n / %d
                \\set option (:voter + :turn_of_voter) %% %d
                INSERT INTO ballot_mark (ballot_id, voter, number, marks_per_person, option_id, cast_at) VALUES ('%s', %s, :turn_of_voter::int + 1, %d, %s, now());
                """.formatted(
                        Ground.VOTERS,
                        Ground.VOTERS,
                        World.OPTIONS,
                        ground.ballot(Kind.BALLOT_BESIDE),
                        Ground.idSql(Kind.VOTER, ":voter"),
                        World.CAP,
                        Ground.idSql(Kind.OPTION, ":option"));
    }

    private String insertSupport() {
        return """
                \\set voter :n %% %d
                \\set idea %d + (:voter + :n / %d) %% %d
                INSERT INTO idea_support (idea_id, person_id, supported_at) VALUES (%s, %s, now());
                """.formatted(
                        Ground.VOTERS,
                        ground.ideas(Kind.IDEA_BESIDE),
                        Ground.VOTERS,
                        Ground.IDEAS,
                        Ground.idSql(Kind.IDEA_BESIDE, ":idea"),
                        Ground.idSql(Kind.VOTER, ":voter"));
    }

    /** In codes of sixteen of the twenty symbols; one that the product has drawn already costs its seat only. */
    private String insertBooking() {
        ground.freeSlots(Kind.DAY_BESIDE, Kind.SLOT_BESIDE);
        return """
                \\set booker :n %% %d
                \\set turn_of_booker :n / %d
                \\set slot (:booker %% %d) * %d + (:booker + :turn_of_booker) %% %d
                WITH seat AS (UPDATE slot SET taken = taken + 1 WHERE id = %s AND taken < capacity RETURNING id, cafe_day_id, starts_at, ends_at) INSERT INTO booking (id, code, state, slot_id, cafe_day_id, starts_at, ends_at, person_id, place, name, topic, needs, created_at) SELECT uuidv7(), translate(lpad(to_hex(:n::bigint), 6, '0'), '0123456789abcdef', 'ACDEFHJKMPRTWXY3'), 'booked', seat.id, cafe_day_id, starts_at, ends_at, %s, :turn_of_booker::int + 1, 'Frau Krause', 'smartphone', '{}', now() FROM seat ON CONFLICT (code) DO NOTHING;
                """.formatted(
                        Ground.VOTERS,
                        Ground.VOTERS,
                        Ground.CAFE_DAYS,
                        Ground.SLOTS,
                        Ground.SLOTS,
                        Ground.idSql(Kind.SLOT_BESIDE, ":slot"),
                        Ground.idSql(Kind.VOTER, ":booker"));
    }
}
