package de.saalelab.fuzz;

import de.saalelab.platform.http.ProblemType;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what is wrong with an answer, held against the published contract. */
final class Judge {
    /** What any operation may answer, as the contract's introduction says. */
    private static final Set<String> COMMON = Set.of(
            "invalid-request",
            "invalid-text",
            "unauthenticated",
            "forbidden",
            "not-found",
            "too-many-requests",
            "overloaded",
            "internal-error",
            "invalid-json",
            "unsupported-media-type",
            "body-too-large",
            "uri-too-long",
            "headers-too-large",
            "not-ready",
            "csrf-token-missing");

    /** Refusals of a request's form. Not what is too long to be read at all: that is refused before anybody knows what it asks for. */
    private static final Set<String> OF_FORM =
            Set.of("invalid-request", "invalid-text", "invalid-json", "unsupported-media-type", "body-too-large");

    private static final Set<String> OF_CALLER = Set.of("unauthenticated", "forbidden", "csrf-token-missing");
    private static final Map<String, ProblemType> KNOWN = Arrays.stream(ProblemType.values())
            .collect(Collectors.toUnmodifiableMap(ProblemType::slug, Function.identity()));

    private final Shape problem;
    private final Duration longest;

    /**
     * A judge.
     *
     * @param contract the published document
     * @param longest after which an answer counts as a hang
     */
    Judge(JsonObject contract, Duration longest) {
        this.problem = new Shape.Source(contract).shape(new JsonObject().put("$ref", "#/components/schemas/Problem"));
        this.longest = longest;
    }

    /** What is wrong; empty when the answer is a right one. */
    Optional<String> finding(Sent sent, Received received) {
        if (received.status() == Received.SILENCE) {
            return Optional.of("no answer");
        }
        if (received.nanos() > longest.toNanos()) {
            return Optional.of(
                    "answered late, after " + Duration.ofNanos(received.nanos()).toMillis() + " ms");
        }
        boolean protocol = sent.expectation() == Sent.Expectation.CUT_OFF;
        if (received.status() == Received.CLOSED) {
            return protocol ? Optional.empty() : Optional.of("closed without an answer");
        }
        if (received.status() >= 500 && received.status() != 503) {
            return Optional.of("failed: " + received.body());
        }
        if (received.status() >= 400) {
            boolean bare = protocol && received.body().isEmpty();
            return bare ? Optional.empty() : refusal(sent, received);
        }
        if (protocol || sent.expectation() == Sent.Expectation.REFUSED) {
            return Optional.of("took what the contract forbids, with " + received.status());
        }
        return success(sent, received);
    }

    private static Optional<String> success(Sent sent, Received received) {
        Optional<Shape> shape = sent.operation().answers().get(received.status());
        if (shape == null) {
            return Optional.of("the contract does not list the status " + received.status());
        }
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        if (!received.is("application/json")) {
            return Optional.of("wrong media type " + received.header("content-type"));
        }
        return shape.get().objection(received.body()).map(objection -> "outside of its schema: " + objection);
    }

    private Optional<String> refusal(Sent sent, Received received) {
        if (!received.is("application/problem+json")) {
            return Optional.of("%d is no problem document: %s".formatted(received.status(), received.body()));
        }
        Optional<String> objection = problem.objection(received.body());
        if (objection.isPresent()) {
            return Optional.of("the problem is malformed: " + objection.get());
        }
        String slug = new JsonObject(received.body()).getString("type").replace("/problems/", "");
        ProblemType type = KNOWN.get(slug);
        if (type == null || type.status() != received.status()) {
            return Optional.of("%d with the problem %s".formatted(received.status(), slug));
        }
        if (!COMMON.contains(slug)
                && !sent.operation().problems().contains(slug)
                && sent.expectation() != Sent.Expectation.CUT_OFF) {
            return Optional.of("the contract does not list the problem " + slug);
        }
        boolean later = received.status() == 429 || received.status() == 503;
        if (later && received.header("retry-after").isEmpty()) {
            return Optional.of(slug + " without Retry-After");
        }
        if (sent.expectation() == Sent.Expectation.TAKEN && (OF_FORM.contains(slug) || OF_CALLER.contains(slug))) {
            return Optional.of("refused with %s what the contract allows: %s".formatted(slug, received.body()));
        }
        return Optional.empty();
    }
}
