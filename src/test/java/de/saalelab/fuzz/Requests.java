package de.saalelab.fuzz;

import de.saalelab.fuzz.ApiOperation.Input;
import de.saalelab.fuzz.Sent.Expectation;
import de.saalelab.fuzz.Sent.Header;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes one request after another, from the contract and from what earlier answers named. One for each thread. */
final class Requests {
    private static final Map<String, Integer> WEIGHTS = Map.ofEntries(
            // Dear by design: a password hash takes some twenty milliseconds of a processor.
            Map.entry("signIn", 2),
            Map.entry("closeBallot", 1),
            Map.entry("streamLive", 5),
            Map.entry("signOut", 5),
            Map.entry("createIdea", 20),
            Map.entry("decideReviewCase", 20),
            Map.entry("castMark", 20),
            Map.entry("bookSlot", 20));
    private static final int DRAWS = 50;
    private static final int USUAL_WEIGHT = 10;
    private static final int LONGEST_HEAD = 4_000;
    private static final List<String> LANGUAGES = List.of(
            "de", "en", "de-simple", "en-GB,en;q=0.8,de;q=0.1", "fr", "*", "", "de;q=x", "x".repeat(300), ";;;,,,q=");

    private final RandomGenerator random;
    private final Values values;
    private final Callers callers;
    private final List<ApiOperation> choices = new ArrayList<>();

    Requests(List<ApiOperation> operations, Callers callers, Harvest harvest, RandomGenerator random) {
        this.random = random;
        this.callers = callers;
        this.values = new Values(random, harvest);
        for (ApiOperation operation : operations) {
            for (int i = WEIGHTS.getOrDefault(operation.id(), USUAL_WEIGHT); i > 0; i--) {
                choices.add(operation);
            }
        }
    }

    Sent next() {
        ApiOperation operation = values.one(choices);
        Draft draft = new Draft(operation, callers.forCalling(operation, random));
        // Half of all requests are right, the others are wrong in one place.
        int places = operation.inputs().size() + (operation.body().isPresent() ? 3 : 0);
        int wrongPlace = random.nextBoolean() && places > 0 ? random.nextInt(places) : -1;
        fill(draft, wrongPlace);
        Sent sent = draft.sent();
        return random.nextInt(33) == 0 ? BrokenHttp.from(sent, random) : sent;
    }

    private void fill(Draft draft, int wrongPlace) {
        List<Input> inputs = draft.operation.inputs();
        Optional<Harvest.Found> known = draft.operation.path().contains("{") ? target(draft) : Optional.empty();
        for (int i = 0; i < inputs.size(); i++) {
            put(draft, inputs.get(i), i == wrongPlace, known);
        }
        draft.operation
                .body()
                .ifPresent(body -> new Bodies(values, random).put(draft, body, wrongPlace >= inputs.size()));
        if (random.nextInt(3) > 0) {
            draft.header("Accept-Language", values.one(LANGUAGES));
        }
        if (!draft.operation.changes() && random.nextInt(5) == 0) {
            draft.header("If-None-Match", known.flatMap(Harvest.Found::version).orElse("\"x\""));
        }
        if (random.nextInt(10) == 0) {
            draft.header("Accept-Encoding", values.one(List.of("identity", "gzip;q=0", "x")));
        }
    }

    /** Somebody's own thing is asked for by its owner more often than by others. */
    private Optional<Harvest.Found> target(Draft draft) {
        String name = draft.operation.path().replaceAll("^[^{]*\\{([^}]+)}.*$", "$1");
        Optional<Harvest.Found> found = values.found(name);
        if (draft.operation.inputs().stream().anyMatch(input -> input.name().equals("If-Match"))) {
            // An edit is right with a version only, and few answers tell one; without this it was luck whether any was.
            for (int i = 0; i < DRAWS && found.flatMap(Harvest.Found::version).isEmpty(); i++) {
                found = values.found(name);
            }
        }
        found.map(Harvest.Found::finder)
                .filter(finder -> draft.caller.sound() && finder.name().equals("citizen"))
                .filter(finder -> draft.caller.name().equals("citizen") && random.nextInt(4) > 0)
                .ifPresent(finder -> draft.caller = finder);
        return found;
    }

    private void put(Draft draft, Input input, boolean wrong, Optional<Harvest.Found> known) {
        String name = input.name();
        if (name.equals("If-Match")) {
            ifMatch(draft, known);
            return;
        }
        boolean path = input.place().equals("path");
        boolean near = name.equals("near") && draft.wantsNear;
        boolean wanted = path || input.required() || wrong || near || random.nextInt(10) < 3;
        boolean leftOut = wrong && !path && input.required() && random.nextInt(4) == 0;
        if (!wanted || leftOut) {
            if (input.required()) {
                draft.expect(Expectation.REFUSED, "without " + name);
            }
            return;
        }
        String text = wrong ? written(values.wrong(input.shape(), name)) : right(draft, input, known);
        if (input.place().equals("header")) {
            text = text.replaceAll("[^\\x20-\\x7E]", "~").strip();
        }
        if (name.equals("sort") && (text.equals("near") || text.equals("relevance"))) {
            draft.wantsNear = true;
            draft.expect(text.equals("near") && !wrong ? Expectation.TAKEN : Expectation.OPEN, "sorted by " + text);
        }
        if (wrong) {
            boolean forbidden = input.shape()
                    .objection(Parameters.typed(text, input.shape().resolved()))
                    .isPresent();
            draft.expect(forbidden ? Expectation.REFUSED : Expectation.OPEN, "unusual " + name);
        }
        draft.put(input, text);
        if (name.equals("Idempotency-Key") && !wrong) {
            callers.harvest().keep(name, text, draft.caller, Optional.empty(), random);
        }
    }

    private String right(Draft draft, Input input, Optional<Harvest.Found> known) {
        String name = input.name();
        if (draft.operation.path().contains("{" + name + "}")) {
            boolean first = draft.operation.path().indexOf('{')
                    == draft.operation.path().indexOf("{" + name + "}");
            if (first && known.isPresent()) {
                return known.get().value();
            }
        }
        if (name.equals("optionId") || name.equals("from")) {
            String ballot = known.map(Harvest.Found::value).orElse("");
            Optional<Harvest.Found> option = values.found(Harvest.optionsOf(ballot));
            if (option.isPresent()) {
                return option.get().value();
            }
        }
        if (name.equals("after")) {
            return values.found("after " + draft.operation.id())
                    .map(Harvest.Found::value)
                    .orElse("no-cursor");
        }
        return written(values.right(input.shape(), name));
    }

    private void ifMatch(Draft draft, Optional<Harvest.Found> known) {
        switch (random.nextInt(8)) {
            case 0 -> draft.expect(Expectation.REFUSED, "without If-Match");
            case 1 ->
                draft.header(
                        "If-Match",
                        values.one(List.of(
                                "\"v1-stale\"", "*", "W/\"v1-x\"", "v1", "\"v999999999-x\"", "\"v9999999999-x\"", "")));
            default ->
                draft.header(
                        "If-Match", known.flatMap(Harvest.Found::version).orElse("\"v1-" + UUID.randomUUID() + "\""));
        }
    }

    private static String written(@Nullable Object value) {
        return value instanceof String text ? text : Json.encode(value);
    }

    /** A request that grows. */
    static final class Draft {
        private final ApiOperation operation;
        private FuzzCaller caller;
        private String path;
        private final StringBuilder query = new StringBuilder();
        private final List<Header> headers = new ArrayList<>();
        private Buffer body = Buffer.buffer();
        private Expectation expectation = Expectation.TAKEN;
        private String why = "";
        private boolean wantsNear;

        Draft(ApiOperation operation, FuzzCaller caller) {
            this.operation = operation;
            this.caller = caller;
            this.path = "/api/v1" + operation.path();
        }

        void put(Input input, String text) {
            String name = input.name();
            switch (input.place()) {
                case "path" -> {
                    // An empty segment, and dots, are another path and not this one's parameter.
                    String segment = text.isEmpty() || text.equals("..") ? "x" : text;
                    path = path.replace("{" + name + "}", Parameters.encoded(segment));
                }
                case "query" ->
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(name)
                            .append('=')
                            .append(Parameters.encoded(text));
                default -> header(name, text);
            }
        }

        void header(String name, String value) {
            headers.add(new Header(name, value));
        }

        void body(byte[] bytes) {
            body = Buffer.buffer(bytes);
        }

        /** What is refused for one reason is refused; what is open for one is open. */
        void expect(Expectation one, String reason) {
            if (one == Expectation.REFUSED || expectation == Expectation.TAKEN) {
                expectation = one;
            }
            why = why.isEmpty() ? reason : why + ", " + reason;
        }

        Sent sent() {
            boolean let = operation.lets(caller.roles())
                    && (caller.sound()
                            || !operation.changes()
                            || operation.roles().contains("anyone"));
            if (!let) {
                expect(Expectation.REFUSED, "as " + caller.name());
            } else if (!caller.sound()) {
                expect(Expectation.OPEN, "as " + caller.name());
            }
            int head = path.length()
                    + query.length()
                    + headers.stream()
                            .mapToInt(header -> header.value().length())
                            .sum();
            boolean overlong = head > LONGEST_HEAD;
            List<Header> all = new ArrayList<>(headers);
            caller.headers().forEach((name, value) -> all.add(new Header(name, value)));
            return new Sent(
                    operation,
                    caller,
                    operation.method(),
                    path + query,
                    all,
                    body,
                    true,
                    overlong ? Expectation.CUT_OFF : expectation,
                    why);
        }
    }
}
