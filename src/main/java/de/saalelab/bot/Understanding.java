package de.saalelab.bot;

import de.saalelab.platform.text.Language;
import java.util.Optional;

/** What the bot has learned, as the dialogue needs it. Safe for many threads; takes about a millisecond, so never on an event loop. */
interface Understanding {
    /** German or English; {@code preferred} breaks a tie. */
    Language language(String text, Language preferred);

    /** What the text is about. */
    Classification classify(String text, Language language);

    /** A topic by its key, in that language or else in German. */
    Optional<Topic> topic(String intent, Language language);
}
