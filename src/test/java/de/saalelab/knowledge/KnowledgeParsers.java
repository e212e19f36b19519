package de.saalelab.knowledge;

import static de.saalelab.fuzz.ParserTarget.answering;

import de.saalelab.fuzz.ParserTarget;
import java.util.List;

/** What reads words to search for. */
public final class KnowledgeParsers {
    private KnowledgeParsers() {}

    /** With right inputs. */
    public static List<ParserTarget> all() {
        return List.of(answering(
                "search-words",
                KnowledgeParsers::query,
                "Ausweis verloren: was 'nun'?",
                "a & b | !c",
                "ein ¼ Liter, 20 m²"));
    }

    private static String query(String typed) {
        SearchWords words = SearchWords.of(typed);
        if (!words.words().stream().allMatch(word -> word.codePoints().allMatch(Character::isLetterOrDigit))) {
            throw new AssertionError("More than letters and digits: " + words);
        }
        return words.query() + words.pattern();
    }
}
