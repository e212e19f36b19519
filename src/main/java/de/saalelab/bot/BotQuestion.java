package de.saalelab.bot;

import de.saalelab.platform.text.Language;
import java.util.Optional;

/**
 * What somebody asks. It is answered and forgotten: never stored, never logged.
 *
 * @param text in their own words
 * @param municipality where they say they are
 * @param intent the choice that was tapped
 * @param language that they read
 */
public record BotQuestion(String text, Optional<String> municipality, Optional<String> intent, Language language) {
    /** How to speak to somebody whose question is in that language: who reads Leichte Sprache and asks in German is answered in it. */
    Language spoken(Language asked) {
        return language == Language.SIMPLE_GERMAN && asked == Language.GERMAN ? language : asked;
    }

    /** Names nothing of what was asked, so that no log can. */
    @Override
    public String toString() {
        return "BotQuestion";
    }
}
