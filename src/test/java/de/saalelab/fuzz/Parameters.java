package de.saalelab.fuzz;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** How values stand in a URL, and what they mean there. */
final class Parameters {
    private Parameters() {}

    /** Percent-encoded throughout, but for what every server leaves alone. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xFF);
            boolean plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || "-._~:,".indexOf(letter) >= 0);
            encoded.append(plain ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
        }
        return encoded.toString();
    }

    /** The parameter's text as the JSON value that its schema speaks of: JSON's numbers and truths, and anything else a string. */
    static String typed(String text, JsonObject schema) {
        String type = schema.getString("type", "string");
        boolean number = type.equals("integer") || type.equals("number");
        if (number && text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            return text;
        }
        if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
            return text;
        }
        return Json.encode(text);
    }
}
