package de.saalelab.bot;

import de.saalelab.fuzz.ParserTarget;
import java.util.List;

/** What reads the files that editors write. */
public final class BotParsers {
    private static final String INTENT = """
            intent: pass
            title: Personalausweis
            kind: lab
            answer: "Kommen Sie ins Bürgerbüro."
            simple: 'Bürgerbüro'
            utterances:
              - "Wo gibt es den Ausweis?"
              - >-
                Mein Ausweis
                ist weg
            """;

    private BotParsers() {}

    /** With right inputs. */
    public static List<ParserTarget> all() {
        return List.of(
                ParserTarget.ofFile("intent-file", "pass.yaml", CorpusException.class, IntentFile::read, INTENT));
    }
}
