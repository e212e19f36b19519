package de.saalelab.fuzz;

import de.saalelab.fuzz.ApiOperation.Input;
import de.saalelab.fuzz.Sent.Expectation;
import de.saalelab.platform.text.TextHygiene;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts bodies into drafts: right ones, ones outside of the schema, and bytes that are no JSON object at all. */
final class Bodies {
    private static final String JSON = "application/json";
    private static final String CONTENT_TYPE = "Content-Type";

    private final Values values;
    private final RandomGenerator random;

    Bodies(Values values, RandomGenerator random) {
        this.values = values;
        this.random = random;
    }

    void put(Requests.Draft draft, Input body, boolean wrong) {
        if (wrong && random.nextInt(3) == 0) {
            broken(draft, body);
            return;
        }
        Object value = wrong ? values.wrong(body.shape(), "") : values.right(body.shape(), "");
        String json = Json.encode(value);
        draft.header(
                CONTENT_TYPE, values.one(List.of(JSON, JSON, "application/json; charset=utf-8", "Application/JSON")));
        draft.body(bytes(json));
        if (wrong) {
            // The server tidies texts before it looks at them; what is right after that is not wrong.
            boolean forbidden = body.shape().objection(json).isPresent()
                    && body.shape().objection(Json.encode(tidied(value))).isPresent();
            draft.expect(forbidden ? Expectation.REFUSED : Expectation.OPEN, "unusual body");
        }
    }

    private static @Nullable Object tidied(@Nullable Object value) {
        return switch (value) {
            case String text -> TextHygiene.clean(text);
            case JsonObject object -> {
                JsonObject copy = new JsonObject();
                object.fieldNames().forEach(name -> copy.put(name, tidied(object.getValue(name))));
                yield copy;
            }
            case JsonArray array -> {
                JsonArray copy = new JsonArray();
                for (int i = 0; i < array.size(); i++) {
                    copy.add(tidied(array.getValue(i)));
                }
                yield copy;
            }
            case null, default -> value;
        };
    }

    private void broken(Requests.Draft draft, Input body) {
        String right = Json.encode(values.right(body.shape(), ""));
        String type = values.one(List.of(
                "text/plain",
                "application/xml",
                "application/json; charset=utf-16",
                "multipart/form-data; boundary=x",
                "json",
                ""));
        int kind = random.nextInt(20);
        draft.expect(Expectation.REFUSED, "broken body " + kind);
        if (kind > 0) {
            draft.header(CONTENT_TYPE, kind == 1 ? type : JSON);
        }
        draft.body(
                switch (kind) {
                    case 0, 1 -> bytes(right);
                    case 2 -> new byte[0];
                    case 3 -> bytes(right.substring(0, right.length() - 1));
                    case 4 -> bytes(right + "x");
                    case 5 -> bytes(right + right);
                    case 6 -> bytes("[" + right + "]");
                    case 7 -> bytes(right.replaceFirst("\\{\"([a-zA-Z]+)\":", "{\"$1\":null,\"$1\":"));
                    case 8 -> bytes(right.replaceFirst("}$", ",}"));
                    case 9 -> bytes("/* c */" + right);
                    case 10 -> bytes(right.replace('"', '\''));
                    case 11 -> right.getBytes(StandardCharsets.UTF_16);
                    case 12 -> withBadUtf8(right);
                    case 13 -> bytes("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));
                    case 14 -> bytes("[".repeat(30_000));
                    case 15 -> bytes(right + " ".repeat(66_000));
                    case 16 -> bytes("{\"a\":" + "9".repeat(5_000) + "}");
                    case 17 -> bytes("{\"a\":NaN}");
                    case 18 -> bytes(values.one(List.of("null", "true", "1", "\"x\"", "[]", "")));
                    default -> random(random.nextInt(1, 300));
                });
    }

    private static byte[] withBadUtf8(String right) {
        byte[] bytes = (right + "   ").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xC3;
        bytes[bytes.length - 2] = 0x28;
        return bytes;
    }

    /** Bytes that are surely no JSON object, because of the first. */
    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xFF;
        return bytes;
    }

    /** UTF-8; half a surrogate pair stands as an escape, as only JSON can. */
    private static byte[] bytes(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(codePoint -> {
            if (codePoint >= 0xD800 && codePoint <= 0xDFFF) {
                escaped.append("\\u%04X".formatted(codePoint));
            } else {
                escaped.appendCodePoint(codePoint);
            }
        });
        return escaped.toString().getBytes(StandardCharsets.UTF_8);
    }
}
