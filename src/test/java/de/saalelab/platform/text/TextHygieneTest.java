package de.saalelab.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextHygieneTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Grüße aus Mücheln", "Zeile\nZeile\r\n\tTabulator", "1 < 2 & <b>", "🚲 👩‍🦽", "עברית"})
    void textsOfPeoplePass(String text) {
        assertThat(TextHygiene.defect(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u001Bb",
                "a\u202Eb",
                "a\u2066b",
                "a\uD800b",
                "a\uFFFEb",
                "a\uFDD0b",
                "a\u009Fb",
                "   "
            })
    void othersDoNot(String text) {
        assertThat(TextHygiene.defect(text)).isPresent();
    }

    @Test
    void storedFormIsComposedAndTrimmed() {
        assertThat(TextHygiene.clean("  Mu\u0308cheln\r\nEnde ")).isEqualTo("M\u00FCcheln\nEnde");
    }

    @ParameterizedTest
    @CsvSource({
        "de, GERMAN",
        "en-US, ENGLISH",
        "de-simple, SIMPLE_GERMAN",
        "'fr, en;q=0.8, de;q=0.5', ENGLISH",
        "fr, GERMAN",
        "*, GERMAN",
        "'en;q=0, de', GERMAN",
        "';;;', GERMAN"
    })
    void bestLanguageIsChosen(String header, Language expected) {
        assertThat(Language.negotiate(header)).isEqualTo(expected);
    }
}
