package de.saalelab.platform.http;

import de.saalelab.platform.http.Problem.InputError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a JSON schema validator's findings into sentences that a person can act on, one for each field. */
final class SchemaErrors {
    private static final int MOST = 20;
    private static final Pattern REQUIRED = Pattern.compile("required property \"([^\"]+)\"");
    private static final List<String> WITH_LIMIT =
            List.of("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "format");

    private SchemaErrors() {}

    /** The findings below {@code prefix}, which is empty for a body and the parameter's name for a parameter. */
    static List<InputError> of(OutputUnit result, JsonSchema schema, String prefix) {
        Map<String, InputError> byPointer = new LinkedHashMap<>();
        if (result.getErrors() != null) {
            for (OutputUnit error : result.getErrors()) {
                InputError translated = translate(error, schema, prefix);
                if (translated != null && byPointer.size() < MOST) {
                    byPointer.putIfAbsent(translated.pointer(), translated);
                }
            }
        }
        if (byPointer.isEmpty()) {
            return List.of(new InputError(prefix.isEmpty() ? "/" : prefix, "validation.invalid", List.of()));
        }
        return new ArrayList<>(byPointer.values());
    }

    private static @Nullable InputError translate(OutputUnit error, JsonSchema schema, String prefix) {
        String location = error.getKeywordLocation();
        String keyword = location.substring(location.lastIndexOf('/') + 1);
        String pointer = prefix + error.getInstanceLocation().substring(1);
        return switch (keyword) {
            case "required" -> {
                Matcher name = REQUIRED.matcher(error.getError());
                String field = name.find() ? "/" + name.group(1) : "";
                yield new InputError(pointer + field, "validation.required", List.of());
            }
            case "additionalProperties" -> new InputError(pointer, "validation.unknown", List.of());
            // These only say that something below them is wrong, which says so itself.
            case "properties", "items", "allOf", "anyOf", "oneOf", "$ref" -> null;
            default -> limit(pointer, keyword, value(schema, location));
        };
    }

    private static InputError limit(String pointer, String keyword, @Nullable Object value) {
        if (WITH_LIMIT.contains(keyword) && value != null) {
            return new InputError(pointer, "validation." + keyword, List.of(value));
        }
        if (keyword.equals("enum") && value instanceof JsonArray choices) {
            return new InputError(pointer, "validation.enum", List.of(String.join(", ", texts(choices))));
        }
        String key = switch (keyword) {
            case "pattern", "type", "uniqueItems" -> "validation." + keyword;
            default -> "validation.invalid";
        };
        return new InputError(pointer, key, List.of());
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(Object::toString).toList();
    }

    /** Follows a keyword location such as {@code #/properties/title/minLength} to its value; null when a reference is in the way. */
    private static @Nullable Object value(JsonSchema schema, String location) {
        Object at = schema;
        for (String step : location.substring(1).split("/", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            at = switch (at) {
                case JsonObject object -> object.getValue(step);
                case JsonArray array -> step.matches("\\d+") ? array.getValue(Integer.parseInt(step)) : null;
                case null, default -> null;
            };
        }
        return at;
    }
}
