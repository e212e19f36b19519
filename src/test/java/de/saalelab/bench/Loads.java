package de.saalelab.bench;

import de.saalelab.bench.Ground.Kind;
import de.saalelab.bench.Load.Body;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All that can be measured, and how each request is made from its running number. */
final class Loads {
    /** People who read; so few that each comes back while the server remembers them. */
    private static final int READERS = 1_000;
    /** People who give their ten marks at the same time; even, so that wrk's two threads never speak for the same one. */
    private static final int ACTIVE = 640;

    private static final int SAMPLES = 2_000;
    private static final String ROW = "bare-select";
    private static final String MARK = "pgbench-mark";
    private static final String SUPPORT = "pgbench-support";

    private final World world;
    private final Ground ground;

    Loads(World world, Ground ground) {
        this.world = world;
        this.ground = ground;
    }

    List<Load> all() {
        return List.of(
                bare("bare-plain", "bare Vert.x, a constant text", this::plain),
                bare(ROW, "bare Vert.x, the product's SELECT of one idea, prepared", () -> ideas("/row/", false)),
                new Load(
                        MARK,
                        "pgbench, one INSERT into ballot_mark per transaction",
                        "",
                        0,
                        new Body.Statement(this::insertMark),
                        ground::marks),
                new Load(
                        SUPPORT,
                        "pgbench, one INSERT into idea_support per transaction",
                        "",
                        0,
                        new Body.Statement(this::insertSupport),
                        ground::supports),
                read("idea", "one idea, signed in", ROW, 0.8, () -> ideas("/api/v1/ideas/", true)),
                read("list", "first page of ideas, 20, signed in", ROW, 0.6, () -> get(reader(), "\"/api/v1/ideas\"")),
                read(
                        "list-public",
                        "first page of ideas, 20, by anybody",
                        ROW,
                        1.5,
                        () -> get("\"\"", "\"/api/v1/ideas\"")),
                read("list-deep", "a page far down the list, signed in", ROW, 0, () -> sampled(this::deepPage)),
                read("search", "ideas by words, best first, signed in", ROW, 0, () -> sampled(this::searchPage)),
                read("near", "ideas nearest to a place, signed in", ROW, 0, () -> sampled(this::nearPage)),
                read("slots", "the soonest free slots", ROW, 0, () -> get("\"\"", "\"/api/v1/slots\"")),
                read("inbox", "my inbox", ROW, 0, () -> get(reader(), "\"/api/v1/me/inbox\"")),
                read("bot", "a question to the bot", "", 0, this::bot),
                write("mark", "cast a mark, one ballot for all", MARK, () -> castMark(1), ground::marks),
                write("mark-20", "cast a mark, spread over twenty ballots", MARK, () -> castMark(20), ground::marks),
                write(
                        "support",
                        "support one of a thousand ideas",
                        SUPPORT,
                        () -> support(Ground.IDEAS),
                        ground::supports),
                write("support-hot", "support one of ten ideas", SUPPORT, () -> support(10), ground::supports));
    }

    private static Load bare(String name, String meaning, Supplier<String> lua) {
        return new Load(name, meaning, "", 0, new Body.Bare(lua), () -> 0);
    }

    private static Load read(String name, String meaning, String limit, double target, Supplier<String> lua) {
        return new Load(name, meaning, limit, target, new Body.Product(lua), () -> 0);
    }

    private static Load write(String name, String meaning, String limit, Supplier<String> lua, LongSupplier rows) {
        return new Load(name, meaning, limit, 2.5, new Body.Product(lua), rows);
    }

    private String plain() {
        return "function build(n) return \"GET\", \"/plain\" end";
    }

    private static String get(String headers, String path) {
        return "function build(n) return \"GET\", %s, %s end".formatted(path, headers);
    }

    private String reader() {
        int readers = Math.min(READERS, world.size().tokens());
        return authorization("tokens[n %% %d + 1]".formatted(readers));
    }

    private static String authorization(String token) {
        return "\"Authorization: Bearer \" .. " + token + " .. \"\\r\\n\"";
    }

    private String ideas(String prefix, boolean signedIn) {
        return table(this::publicIdea)
                + "function build(n) return \"GET\", \"%s\" .. samples[(n * 7) %% #samples + 1], %s end"
                        .formatted(prefix, signedIn ? reader() : "\"\"");
    }

    private String sampled(IntFunction<String> path) {
        return table(path) + get(reader(), "samples[(n * 7) % #samples + 1]");
    }

    private static String table(IntFunction<String> sample) {
        return IntStream.range(0, SAMPLES)
                .mapToObj(n -> '"' + sample.apply(n) + '"')
                .collect(Collectors.joining(",", "samples = {", "}\n"));
    }

    private String publicIdea(int n) {
        return world.idea(someIdea(n, world.size().ideas())).toString();
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
                + java.net.URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String nearPage(int n) {
        return "/api/v1/ideas?sort=near&near=%.4f,%.4f".formatted(World.latitude(-n - 1), World.longitude(-n - 1));
    }

    private String bot() {
        return IntStream.range(0, Prose.QUESTIONS.length)
                        .mapToObj(
                                n -> "'{\"text\":\"%s\",\"municipality\":\"schkopau\"}'".formatted(Prose.QUESTIONS[n]))
                        .collect(Collectors.joining(",", "samples = {", "}\n"))
                + "function build(n) return \"POST\", \"/api/v1/bot/messages\", \"Content-Type: application/json\\r\\n\", samples[n % #samples + 1] end";
    }

    /** Some hundred people at a time give one mark after the other; when each has given ten, the next come. */
    private String castMark(int ballots) {
        String ids = IntStream.range(0, ballots)
                .mapToObj(n -> '"' + ground.ballot().toString() + '"')
                .collect(Collectors.joining(","));
        return people() + """
                ballots = {%s}
                function build(n)
                  local person, turn = who(n)
                  local option = string.format("00000000-0000-7002-8000-%%012x", (person + turn) %% %d)
                  return "PUT", "/api/v1/ballots/" .. ballots[person %% #ballots + 1] .. "/marks/" .. option, %s
                end
                """.formatted(ids, World.OPTIONS, authorization("tokens[person + 1]"));
    }

    private String support(int ideas) {
        int first = ground.ideas();
        return people() + """
                function build(n)
                  local person, turn, pass = who(n)
                  local idea = string.format("00000000-0000-7003-8000-%%012x", %d + (person + turn + 10 * pass) %% %d)
                  return "PUT", "/api/v1/ideas/" .. idea .. "/support", %s
                end
                """.formatted(first, ideas, authorization("tokens[person + 1]"));
    }

    private String people() {
        int active = Math.min(ACTIVE, world.size().tokens());
        int groups = world.size().tokens() / active;
        return """
                function who(n)
                  local group = math.floor(n / %1$d)
                  return (group %% %2$d) * %3$d + n %% %3$d, math.floor(n / %3$d) %% %4$d, math.floor(group / %2$d)
                end
                """.formatted(active * World.CAP, groups, active, World.CAP);
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
                        ground.ballot(),
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
                        ground.ideas(),
                        Ground.VOTERS,
                        Ground.IDEAS,
                        Ground.idSql(Kind.IDEA, ":idea"),
                        Ground.idSql(Kind.VOTER, ":voter"));
    }
}
