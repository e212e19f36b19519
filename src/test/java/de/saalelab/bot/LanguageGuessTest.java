package de.saalelab.bot;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.bot.training.LanguageTrainer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTest {
    private static final List<Corpus> CORPORA = List.of(Corpus.shipped("de"), Corpus.shipped("en"));

    private static LanguageGuess trainedOn(List<Corpus> corpora) throws IOException {
        return LanguageGuess.load(new ByteArrayInputStream(LanguageTrainer.train(corpora)));
    }

    /** Every fourth sentence of each intent held out, or only those. */
    private static Corpus part(Corpus corpus, boolean heldOut) {
        List<Intent> intents = new ArrayList<>();
        for (Intent intent : corpus.intents()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < intent.utterances().size(); i++) {
                if ((i % 4 == 3) == heldOut) {
                    texts.add(intent.utterances().get(i));
                }
            }
            intents.add(new Intent(
                    intent.id(),
                    intent.title(),
                    intent.kind(),
                    intent.service(),
                    intent.answer(),
                    intent.simple(),
                    texts));
        }
        return new Corpus(corpus.language(), intents, corpus.outOfScope(), corpus.concepts());
    }

    @Test
    void isRightOnNearlyAllSentencesThatItHasNotSeen() throws IOException {
        LanguageGuess guess =
                trainedOn(CORPORA.stream().map(corpus -> part(corpus, false)).toList());
        int asked = 0;
        int right = 0;
        for (Corpus corpus : CORPORA) {
            for (Intent intent : part(corpus, true).intents()) {
                for (String text : intent.utterances()) {
                    if (text.split("\\s+", -1).length >= 3) {
                        asked++;
                        right += guess.of(text).equals(corpus.language()) ? 1 : 0;
                    }
                }
            }
        }

        assertThat(asked).isGreaterThan(500);
        assertThat((double) right / asked).isGreaterThan(0.98);
    }

    @ParameterizedTest
    @CsvSource({
        "Wo melde ich mein Auto ab?, de",
        "Where can I deregister my car?, en",
        "Ich bin umgezogen und brauche einen neuen Ausweis, de",
        "I have moved and need a new identity card, en",
        "???, de",
        "12345, de"
    })
    void guesses(String text, String language) throws IOException {
        assertThat(trainedOn(CORPORA).of(text)).isEqualTo(language);
    }
}
