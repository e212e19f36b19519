package de.saalelab.platform.http;

import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.text.Language;
import de.saalelab.platform.text.Texts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A problem as RFC 9457 describes it, before it is put into words. The only place where problem documents are built.
 *
 * @param type what went wrong
 * @param incident names this one occurrence, in the answer and in the log
 * @param errors defects in the input, if the input is to blame
 * @param extra members beyond the standard ones
 * @param retryAfter seconds after which it makes sense to try again
 */
public record Problem(
        ProblemType type, UUID incident, List<InputError> errors, JsonObject extra, OptionalInt retryAfter) {
    /**
     * One defect in the input.
     *
     * @param pointer JSON pointer into the body, or the parameter's name
     * @param textKey key of the text for people
     * @param arguments what to fill into the text
     */
    public record InputError(String pointer, String textKey, List<Object> arguments) {}

    /** A problem of that type. */
    public static Problem of(ProblemType type) {
        return new Problem(type, Uuid7.next(), List.of(), new JsonObject(), OptionalInt.empty());
    }

    /** A problem that shows what is wrong with the input. */
    public static Problem of(ProblemType type, List<InputError> errors) {
        return new Problem(type, Uuid7.next(), List.copyOf(errors), new JsonObject(), OptionalInt.empty());
    }

    /** The same problem with one member more. */
    public Problem with(String member, Object value) {
        return new Problem(type, incident, errors, extra.copy().put(member, value), retryAfter);
    }

    /** The same problem, with the time after which to try again. */
    public Problem retryAfter(int seconds) {
        return new Problem(type, incident, errors, extra, OptionalInt.of(seconds));
    }

    /** The document that goes out. */
    JsonObject document(Language language) {
        String key = "problem." + type.slug();
        JsonObject document = new JsonObject()
                .put("type", "/problems/" + type.slug())
                .put("title", Texts.of(language, key + ".title"))
                .put("detail", Texts.of(language, key + ".detail"))
                .put("status", type.status())
                .put("instance", "urn:uuid:" + incident);
        if (!errors.isEmpty()) {
            JsonArray list = new JsonArray();
            for (InputError error : errors) {
                String detail =
                        Texts.of(language, error.textKey(), error.arguments().toArray());
                list.add(new JsonObject().put("pointer", error.pointer()).put("detail", detail));
            }
            document.put("errors", list);
        }
        return document.mergeIn(extra);
    }
}
