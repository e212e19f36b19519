package de.saalelab.platform.http;

import de.saalelab.platform.db.Keyset;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The opaque {@code after} of a list: a {@link Keyset} as base64url. Clients keep it, they do not read it. */
final class Cursor {
    private Cursor() {}

    static String encode(Keyset keyset) {
        JsonArray parts = new JsonArray().add(keyset.sort());
        keyset.values().forEach(parts::add);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(parts.encode().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor for the given sort.
     *
     * @throws Keyset.Invalid when it is no cursor, or one of another list
     */
    static Keyset decode(String text, String sort) {
        JsonArray parts;
        try {
            parts = new JsonArray(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DecodeException e) {
            throw new Keyset.Invalid("The cursor does not decode");
        }
        List<String> values = new ArrayList<>();
        for (Object part : parts) {
            if (!(part instanceof String value) || value.indexOf('\0') >= 0) {
                throw new Keyset.Invalid("The cursor holds something else than texts");
            }
            values.add(value);
        }
        if (values.isEmpty() || !values.getFirst().equals(sort)) {
            throw new Keyset.Invalid("The cursor belongs to another list");
        }
        return new Keyset(sort, values.subList(1, values.size()));
    }
}
