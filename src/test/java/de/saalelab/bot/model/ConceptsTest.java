package de.saalelab.bot.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConceptsTest {
    private static List<String> in(String source, String text) {
        return Concepts.parse(source, "de").in(Words.of(text, "de"));
    }

    @Test
    void starsStandForLetters() {
        String source = "tonne = *tonne, müll*, *abfall*";

        assertThat(in(source, "Biotonne")).containsExactly("tonne");
        assertThat(in(source, "muellgebühr")).containsExactly("tonne");
        assertThat(in(source, "Restabfallbehälter")).containsExactly("tonne");
        assertThat(in(source, "Tonnen")).isEmpty();
    }

    @Test
    void severalWordsMatchOnlyTogether() {
        String source = "sack = gelber Sack";

        assertThat(in(source, "wann kommt der gelbe sack, also der gelber sack"))
                .containsExactly("sack");
        assertThat(in(source, "gelber Brief")).isEmpty();
    }

    @Test
    void aWordMayStandForSeveralConcepts() {
        assertThat(in("auto = kennzeichen\nschild = kenn*", "Kennzeichen")).containsExactlyInAnyOrder("auto", "schild");
    }

    @Test
    void commentsAndEmptyLinesAreSkipped() {
        assertThat(in("# nichts\n\nauto = wagen", "Wagen")).containsExactly("auto");
    }

    @Test
    void aBrokenLineIsNamed() {
        assertThatThrownBy(() -> Concepts.parse("auto = wagen\nkaputt", "de"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2:");
        assertThatThrownBy(() -> Concepts.parse("auto = a*", "de"))
                .hasMessageContaining("line 1")
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> Concepts.parse("auto = wagen,,", "de")).hasMessageContaining("line 1");
    }
}
