package de.saalelab.platform.mail;

import de.saalelab.platform.text.Language;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A mail in plain text.
 *
 * @param kind what it is about, such as {@code sign-in-code}; the only thing that stays of it
 * @param usefulUntil when it is not sent any more
 */
public record Mail(String kind, MailAddress to, Language language, String subject, String text, Instant usefulUntil) {

    /** Names nobody, so that no log does. */
    @Override
    public String toString() {
        return "Mail[" + kind + "]";
    }

    String content() {
        return new JsonObject()
                .put("to", to.value())
                .put("language", language.name())
                .put("subject", subject)
                .put("text", text)
                .encode();
    }

    static Mail of(String kind, String content, Instant usefulUntil) {
        JsonObject json = new JsonObject(content);
        return new Mail(
                kind,
                new MailAddress(json.getString("to")),
                Language.valueOf(json.getString("language")),
                json.getString("subject"),
                json.getString("text"),
                usefulUntil);
    }
}
