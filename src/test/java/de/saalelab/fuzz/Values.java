package de.saalelab.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes values from a schema: right ones up to the very limits, and ones that are wrong in one way. The schema's judge has the last word on which is which. */
final class Values {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßABCXYZ0123456789 .,-éñłжя中😀";

    private final RandomGenerator random;
    private final Harvest harvest;

    Values(RandomGenerator random, Harvest harvest) {
        this.random = random;
        this.harvest = harvest;
    }

    /** A value that the schema allows, for the field or parameter of that name. */
    Object right(Shape shape, String name) {
        JsonObject schema = shape.resolved();
        if (schema.containsKey("enum")) {
            return one(schema.getJsonArray("enum").stream().toList());
        }
        return switch (schema.getString("type")) {
            case "boolean" -> random.nextBoolean();
            case "integer" -> rightInteger(schema);
            case "number" -> rightNumber(schema);
            case "array" -> rightArray(shape, schema, name);
            case "object" -> rightObject(shape, schema);
            default -> rightText(schema, name);
        };
    }

    private Object rightInteger(JsonObject schema) {
        int low = schema.getInteger("minimum", -1000);
        int high = schema.getInteger("maximum", 1000);
        return switch (random.nextInt(6)) {
            case 0 -> low;
            case 1 -> high;
            default -> random.nextInt(low, high + 1);
        };
    }

    private Object rightNumber(JsonObject schema) {
        double low = schema.getDouble("minimum", -1000.0);
        double high = schema.getDouble("maximum", 1000.0);
        return switch (random.nextInt(8)) {
            case 0 -> low;
            case 1 -> high;
            case 2 -> 0;
            case 3 -> new BigDecimal("1E-30");
            default -> Math.round(random.nextDouble(low, high) * 1e6) / 1e6;
        };
    }

    private Object rightArray(Shape shape, JsonObject schema, String name) {
        int most = schema.getInteger("maxItems", 5);
        JsonArray array = new JsonArray();
        Shape items = shape.part(schema.getJsonObject("items"));
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            Object item = right(items, name);
            if (!array.contains(item)) {
                array.add(item);
            }
        }
        return array;
    }

    JsonObject rightObject(Shape shape, JsonObject schema) {
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        JsonObject properties = schema.getJsonObject("properties");
        JsonObject object = new JsonObject();
        for (String name : properties.fieldNames()) {
            if (required.contains(name) || random.nextInt(10) < 4) {
                object.put(name, right(shape.part(properties.getJsonObject(name)), name));
            }
        }
        return object;
    }

    private String rightText(JsonObject schema, String name) {
        if (schema.containsKey("format")) {
            return switch (schema.getString("format")) {
                case "uuid" -> harvested(idName(name), () -> UUID.randomUUID().toString());
                case "date" ->
                    LocalDate.of(2026, 11, 1)
                            .plusDays(random.nextInt(-400, 400))
                            .toString();
                case "email" -> "frau.krause" + random.nextInt(1000) + "@beispiel.de";
                default -> throw new IllegalStateException("No sample for the format " + schema.getString("format"));
            };
        }
        return switch (name) {
            case "municipality", "topic", "serviceKey", "intent" ->
                harvested(name, () -> "no-such-" + random.nextInt(100));
            case "near" ->
                "%.4f,%.4f"
                        .formatted(random.nextDouble(-90, 90), random.nextDouble(-180, 180))
                        .replace("-0.0000", "0");
            case "topics" ->
                "ballot:" + harvested("ballotId", () -> UUID.randomUUID().toString());
            case "Idempotency-Key" ->
                harvested(
                        random.nextInt(4) == 0 ? "Idempotency-Key" : "none",
                        () -> UUID.randomUUID().toString());
            case "phone" -> "+49 3461 " + random.nextInt(1000, 9_999_999);
            // The code out of a mail is digits, that of a booking is not.
            case "code" ->
                schema.getString("pattern", "").contains("[0-9]{3}")
                        ? "%06d".formatted(random.nextInt(1_000_000))
                        : harvested("code", () -> "K7M-4PX");
            case "email" -> "frau.krause" + random.nextInt(1000) + "@beispiel.de";
            case "login" -> one(List.of("moderation", "telefonplatz", "lab", text(1, 80)));
            case "password" -> one(List.of("Saale-Radweg-2026", text(1, 200)));
            case "If-Match", "Last-Event-ID" -> String.valueOf(random.nextInt(100_000));
            default -> {
                if (schema.containsKey("pattern")) {
                    throw new IllegalStateException(
                            "No sample for %s: %s".formatted(name, schema.getString("pattern")));
                }
                yield text(schema.getInteger("minLength", 0), schema.getInteger("maxLength", 50));
            }
        };
    }

    private static String idName(String name) {
        return switch (name) {
            case "call" -> "callId";
            case "from" -> "optionId";
            default -> name;
        };
    }

    private String harvested(String name, Supplier<String> otherwise) {
        return random.nextInt(20) == 0
                ? otherwise.get()
                : harvest.any(name, random).map(Harvest.Found::value).orElseGet(otherwise);
    }

    /** Words without space around them; often exactly as short or as long as allowed, counted in code points. */
    private String text(int shortest, int longest) {
        int length = switch (random.nextInt(8)) {
            case 0 -> Math.max(1, shortest);
            case 1 -> longest;
            default -> random.nextInt(Math.max(1, shortest), Math.max(2, Math.min(longest, shortest + 60) + 1));
        };
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            boolean edge = i == 0 || i == length - 1;
            text.appendCodePoint(edge ? 'a' + random.nextInt(26) : letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    /** A value that is most likely wrong, in one way. */
    @Nullable Object wrong(Shape shape, String name) {
        JsonObject schema = shape.resolved();
        if ("object".equals(schema.getString("type")) && random.nextInt(8) > 0) {
            return wrongWithin(shape, schema);
        }
        return switch (random.nextInt(5)) {
            case 0 -> ofAnotherType();
            case 1 -> beyondLimits(shape, schema, name);
            default ->
                "string".equals(schema.getString("type", "string"))
                        ? HostileTexts.any(random)
                        : beyondLimits(shape, schema, name);
        };
    }

    private JsonObject wrongWithin(Shape shape, JsonObject schema) {
        JsonObject object = rightObject(shape, schema);
        JsonObject properties = schema.getJsonObject("properties");
        String name = one(new ArrayList<>(properties.fieldNames()));
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> object.put(HostileTexts.any(random), 1);
            case 2 ->
                object.put(
                        one(List.of("id", "status", "author", "personId", "roles", "version", "supports", "__proto__")),
                        "x");
            default -> object.put(name, wrong(shape.part(properties.getJsonObject(name)), name));
        }
        return object;
    }

    private @Nullable Object ofAnotherType() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> true;
            case 2 -> new JsonArray().add("a");
            case 3 -> new JsonObject(Map.of("a", 1));
            case 4 -> Long.MAX_VALUE;
            case 5 -> new BigDecimal("1E+30");
            case 6 -> -1;
            default -> "1";
        };
    }

    private @Nullable Object beyondLimits(Shape shape, JsonObject schema, String name) {
        return switch (schema.getString("type", "string")) {
            case "integer" ->
                one(List.of(
                        schema.getInteger("minimum", 0) - 1,
                        schema.getInteger("maximum", 0) + 1,
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        1.5));
            case "number" ->
                one(List.of(
                        schema.getDouble("minimum", 0.0) - 1e-6,
                        schema.getDouble("maximum", 0.0) + 1e-6,
                        1e308,
                        -1e308));
            case "boolean" -> one(List.of("yes", "TRUE", 1, 0));
            case "array" -> {
                JsonArray array = new JsonArray();
                Object item = right(shape.part(schema.getJsonObject("items")), name);
                for (int i = random.nextInt(2, 2 * schema.getInteger("maxItems", 5) + 2); i > 0; i--) {
                    array.add(item);
                }
                yield array;
            }
            case "object" -> new JsonObject();
            default -> {
                int longest = schema.getInteger("maxLength", 60);
                int shortest = schema.getInteger("minLength", 1);
                yield one(List.of(
                        "a".repeat(shortest - Math.min(1, shortest)),
                        "a".repeat(longest + 1),
                        "😀".repeat(longest + 1),
                        " ".repeat(shortest + 1),
                        "é".repeat(longest),
                        "a".repeat(20_000)));
            }
        };
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Optional<Harvest.Found> found(String name) {
        return harvest.any(name, random);
    }
}
