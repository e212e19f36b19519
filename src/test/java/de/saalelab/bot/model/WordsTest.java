package de.saalelab.bot.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "Führerschein, fuehrerschein",
        "FÜHRERSCHEIN, Fuhrerschein",
        "Straße, STRASSE",
        "Café, cafe",
        "geht's, gehts",
        "hallooooo, halloo",
        "Personal·ausweis, personalausweis"
    })
    void twoSpellingsOfOneWordAreOneWord(String one, String other) {
        assertThat(Words.of(one, "de")).isEqualTo(Words.of(other, "de"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"neue", "bauen", "Steuer", "Frauen", "quer"})
    void soundsThatOnlyLookLikeUmlautsStay(String word) {
        assertThat(Words.of(word, "de")).containsExactly(word.toLowerCase(Locale.ROOT));
    }

    @Test
    void englishKeepsItsVowels() {
        assertThat(Words.of("Does blue queue?", "en")).containsExactly("does", "blue", "queue");
    }

    @Test
    void punctuationSeparates() {
        assertThat(Words.of("Kfz-Steuer: wo,wie?", "de")).containsExactly("kfz", "steuer", "wo", "wie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "😀👍🏽", "?!…", "\u200b\u00ad"})
    void whatHasNoLetterHasNoWord(String text) {
        assertThat(Words.of(text, "de")).isEmpty();
    }

    @Test
    void longTextsAreCutOff() {
        assertThat(Words.of("wort ".repeat(10_000), "de")).hasSizeLessThanOrEqualTo(200);
        assertThat(Words.of("w0".repeat(10_000), "de"))
                .singleElement()
                .satisfies(word -> assertThat(word).hasSizeLessThanOrEqualTo(40));
    }
}
