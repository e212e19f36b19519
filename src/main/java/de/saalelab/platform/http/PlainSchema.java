package de.saalelab.platform.http;

import io.vertx.core.json.JsonArray;
import io.vertx.json.schema.JsonSchema;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A parameter's schema in its plain form: one type, bounds, a pattern, a list of values. It only ever says yes, and only where the whole schema would;
 * asking the library for every id in every path costs an eighth of a request. Whatever this does not accept goes to the library, which knows why not.
 */
final class PlainSchema {
    private static final Set<String> SAYS_NOTHING =
            Set.of("description", "default", "example", "examples", "title", "deprecated");

    private PlainSchema() {}

    /** What accepts at once; empty when the schema says anything that is not understood here. */
    static Optional<Predicate<Object>> of(JsonSchema schema) {
        String type = schema.get("type") instanceof String text ? text : "";
        Predicate<Object> accepts = switch (type) {
            case "string" -> String.class::isInstance;
            case "integer" -> Integer.class::isInstance;
            case "boolean" -> Boolean.class::isInstance;
            default -> value -> false;
        };
        for (String keyword : schema.fieldNames()) {
            if (SAYS_NOTHING.contains(keyword) || keyword.equals("type") || keyword.startsWith("__")) {
                continue;
            }
            Optional<Predicate<Object>> more = keyword(keyword, schema.get(keyword));
            if (more.isEmpty()) {
                return Optional.empty();
            }
            accepts = accepts.and(more.get());
        }
        return Optional.of(accepts);
    }

    private static Optional<Predicate<Object>> keyword(String keyword, Object argument) {
        return switch (keyword) {
            case "enum" -> {
                Set<Object> values = ((JsonArray) argument).stream().collect(Collectors.toUnmodifiableSet());
                yield Optional.of(values::contains);
            }
            case "minLength" -> Optional.of(value -> length(value) >= number(argument));
            case "maxLength" -> Optional.of(value -> length(value) <= number(argument));
            case "minimum" -> Optional.of(value -> ((Integer) value).longValue() >= number(argument));
            case "maximum" -> Optional.of(value -> ((Integer) value).longValue() <= number(argument));
            case "pattern" -> {
                Pattern pattern = Pattern.compile(argument.toString());
                yield Optional.of(value -> pattern.matcher((String) value).find());
            }
            case "format" -> format(argument.toString());
            default -> Optional.empty();
        };
    }

    private static Optional<Predicate<Object>> format(String format) {
        return switch (format) {
            case "uuid" -> Optional.of(value -> isUuid((String) value));
            case "int32" -> Optional.of(Integer.class::isInstance);
            default -> Optional.empty();
        };
    }

    /** 8-4-4-4-12 hexadecimal digits (RFC 9562, section 4). */
    static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean fits = dash ? c == '-' : Character.digit(c, 16) >= 0 && c < 128;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int length(Object text) {
        String value = (String) text;
        return value.codePointCount(0, value.length());
    }

    private static long number(Object argument) {
        return ((Number) argument).longValue();
    }
}
