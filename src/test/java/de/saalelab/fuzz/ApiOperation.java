package de.saalelab.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One operation of the published contract, ready to be called and judged.
 *
 * @param path template below the API's base, such as {@code /ideas/{ideaId}}
 * @param roles who may call it; {@code anyone} among them for everybody
 * @param problems slugs of its own problems
 * @param answers schema of the body by status; empty where the status has none; {@code text/event-stream} counts as none
 */
record ApiOperation(
        String id,
        String method,
        String path,
        List<Input> inputs,
        Optional<Input> body,
        Set<String> roles,
        Set<String> problems,
        Map<Integer, Optional<Shape>> answers) {

    /** A parameter, or the body (whose place is {@code body}). */
    record Input(String name, String place, boolean required, Shape shape) {}

    static List<ApiOperation> all(JsonObject contract) {
        Shape.Source source = new Shape.Source(contract);
        List<ApiOperation> operations = new ArrayList<>();
        JsonObject paths = contract.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : item.fieldNames()) {
                if (!method.equals("parameters")) {
                    operations.add(read(source, path, method, item));
                }
            }
        }
        return operations;
    }

    private static ApiOperation read(Shape.Source source, String path, String method, JsonObject item) {
        JsonObject document = item.getJsonObject(method);
        JsonArray parameters = item.getJsonArray("parameters", new JsonArray()).copy();
        parameters.addAll(document.getJsonArray("parameters", new JsonArray()));
        List<Input> inputs = parameters.stream()
                .map(parameter -> source.resolved((JsonObject) parameter))
                .map(parameter -> new Input(
                        parameter.getString("name"),
                        parameter.getString("in"),
                        parameter.getBoolean("required", false),
                        source.shape(parameter.getJsonObject("schema"))))
                .toList();
        Optional<Input> body = Optional.ofNullable(document.getJsonObject("requestBody"))
                .map(request -> new Input(
                        "",
                        "body",
                        request.getBoolean("required", false),
                        source.shape(request.getJsonObject("content")
                                .getJsonObject("application/json")
                                .getJsonObject("schema"))));
        return new ApiOperation(
                document.getString("operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                inputs,
                body,
                texts(document.getJsonArray("x-roles")),
                texts(document.getJsonArray("x-problems")),
                answers(source, document.getJsonObject("responses")));
    }

    private static Map<Integer, Optional<Shape>> answers(Shape.Source source, JsonObject responses) {
        Map<Integer, Optional<Shape>> answers = new TreeMap<>();
        for (String status : responses.fieldNames()) {
            if (!status.equals("default")) {
                JsonObject content = responses.getJsonObject(status).getJsonObject("content", new JsonObject());
                answers.put(
                        Integer.valueOf(status),
                        Optional.ofNullable(content.getJsonObject("application/json"))
                                .map(json -> source.shape(json.getJsonObject("schema"))));
            }
        }
        return answers;
    }

    private static Set<String> texts(JsonArray array) {
        return array.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
    }

    boolean lets(Set<String> callersRoles) {
        return roles.contains("anyone") || roles.stream().anyMatch(callersRoles::contains);
    }

    boolean changes() {
        return !method.equals("GET");
    }

    boolean takes(String header) {
        return inputs.stream().anyMatch(input -> input.name().equals(header));
    }
}
