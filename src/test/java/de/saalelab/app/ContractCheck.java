package de.saalelab.app;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import de.saalelab.platform.http.Contract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds every answer against the whole published contract: status, media type, schema, and that a problem is one that the operation lists. */
final class ContractCheck {
    static final ContractCheck INSTANCE = new ContractCheck();

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
            "not-ready",
            "csrf-token-missing");

    private record Known(String method, Pattern path, String operationId, Set<String> problems) {}

    private final OpenApiInteractionValidator validator;
    private final List<Known> operations = new ArrayList<>();

    private ContractCheck() {
        JsonObject contract = Contract.read();
        flatten(contract.getJsonObject("components").getJsonObject("schemas"));
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(contract.encode())
                .build();
        JsonObject paths = contract.getJsonObject("paths");
        // Concrete paths before templated ones, as the router matches them.
        paths.fieldNames().stream()
                .sorted(Comparator.comparing((String path) -> path.contains("{")))
                .forEach(path -> add(path, paths.getJsonObject(path)));
    }

    /** The validator holds each part of an allOf against the whole object, and finds the properties of the other parts unknown. */
    private static void flatten(JsonObject schemas) {
        for (String name : schemas.fieldNames()) {
            JsonArray parts = schemas.getJsonObject(name).getJsonArray("allOf");
            if (parts != null) {
                JsonObject whole = new JsonObject();
                for (int i = 0; i < parts.size(); i++) {
                    String reference = parts.getJsonObject(i).getString("$ref", "");
                    JsonObject part = reference.isEmpty()
                            ? parts.getJsonObject(i)
                            : schemas.getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
                    JsonArray required =
                            whole.getJsonArray("required", new JsonArray()).copy();
                    required.addAll(part.getJsonArray("required", new JsonArray()));
                    whole.mergeIn(part.copy(), true).put("required", required);
                }
                schemas.put(name, whole);
            }
        }
    }

    private void add(String path, JsonObject item) {
        Pattern pattern = Pattern.compile("/api/v1" + path.replaceAll("\\{[^}]+}", "[^/]+"));
        for (String method : item.fieldNames()) {
            if (!method.equals("parameters")) {
                JsonObject operation = item.getJsonObject(method);
                JsonArray problems = operation.getJsonArray("x-problems", new JsonArray());
                operations.add(new Known(
                        method.toUpperCase(Locale.ROOT),
                        pattern,
                        operation.getString("operationId"),
                        Set.copyOf(problems.stream().map(Object::toString).toList())));
            }
        }
    }

    void check(String method, String target, Answer answer) {
        String path = target.split("\\?", 2)[0];
        Optional<Known> operation = operations.stream()
                .filter(known -> known.method().equals(method)
                        && known.path().matcher(path).matches())
                .findFirst();
        if (operation.isEmpty()) {
            return;
        }
        checkProblem(operation.get(), answer);
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
        answer.header("Content-Type").ifPresent(response::withContentType);
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        ValidationReport report = validator.validateResponse(path, Request.Method.valueOf(method), response.build());
        if (report.hasErrors()) {
            throw new AssertionError("%s answers %d outside of its contract: %s %s"
                    .formatted(operation.get().operationId(), answer.status(), report.getMessages(), answer.body()));
        }
    }

    private static void checkProblem(Known operation, Answer answer) {
        String slug = answer.problem();
        if (!slug.isEmpty() && !COMMON.contains(slug) && !operation.problems().contains(slug)) {
            throw new AssertionError("%s does not list the problem %s".formatted(operation.operationId(), slug));
        }
        if (answer.status() == 500) {
            throw new AssertionError("%s failed: %s".formatted(operation.operationId(), answer.body()));
        }
        boolean later = answer.status() == 429 || answer.status() == 503;
        if (later && answer.header("Retry-After").isEmpty()) {
            throw new AssertionError("%s says %s without Retry-After".formatted(operation.operationId(), slug));
        }
    }
}
