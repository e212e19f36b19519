package de.saalelab.bot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question can be about.
 *
 * @param id stable name, lower case with hyphens
 * @param title short German or English title, as a heading or button says it
 * @param kind what stands behind it
 * @param service key in the directory of services; only for {@link Kind#SERVICE}
 * @param answer what the bot says
 * @param simple the same in Leichte Sprache (plain language)
 * @param utterances examples of how people ask
 */
public record Intent(
        String id,
        String title,
        Kind kind,
        @Nullable String service,
        String answer,
        String simple,
        List<String> utterances) {
    /** What stands behind an intent. */
    public enum Kind {
        /** An administrative service with an office. */
        SERVICE,
        /** The lab and its own app. */
        LAB,
        /** Somebody else is responsible: the bot says who. */
        REFERRAL,
        /** Greeting, thanks, what the bot is. */
        TALK
    }
}
