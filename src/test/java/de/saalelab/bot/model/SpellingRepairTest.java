package de.saalelab.bot.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingRepairTest {
    private static final SpellingRepair REPAIR =
            new SpellingRepair(Map.of("fuhrerschein", 1f, "ausweis", 5f, "hund", 2f, "bund", 9f, "rat", 1f, "wo", 9f));

    private static String repaired(String word) {
        return REPAIR.repair(List.of(word)).getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fuhrerschien", "fuhrershein", "fuhrrerschein", "fuhrerschei", "gfuhrerschein", "vuhrerschein"})
    void oneTypingErrorIsRepaired(String word) {
        assertThat(repaired(word)).isEqualTo("fuhrerschein");
    }

    @Test
    void twoTypingErrorsAreNot() {
        assertThat(repaired("vuhrershein")).isEqualTo("vuhrershein");
    }

    @Test
    void knownAndShortWordsStay() {
        assertThat(repaired("hund")).isEqualTo("hund");
        assertThat(repaired("wi")).isEqualTo("wi");
        assertThat(repaired("rad")).isEqualTo("rad");
    }

    @Test
    void theSameFirstLetterBeatsTheCommonWord() {
        assertThat(repaired("hunds")).isEqualTo("hund");
        assertThat(repaired("xund")).isEqualTo("bund");
    }

    @Test
    void numbersAreNobodysTypingErrors() {
        assertThat(new SpellingRepair(Map.of("06217", 1f)).repair(List.of("06218")))
                .containsExactly("06218");
    }

    @Test
    void distanceKnowsItsFourErrors() {
        assertThat(SpellingRepair.oneErrorApart("amt", "amt")).isTrue();
        assertThat(SpellingRepair.oneErrorApart("amt", "atm")).isTrue();
        assertThat(SpellingRepair.oneErrorApart("amt", "ant")).isTrue();
        assertThat(SpellingRepair.oneErrorApart("amt", "amtt")).isTrue();
        assertThat(SpellingRepair.oneErrorApart("amt", "mt")).isTrue();
        assertThat(SpellingRepair.oneErrorApart("amt", "tma")).isFalse();
        assertThat(SpellingRepair.oneErrorApart("amt", "a")).isFalse();
    }
}
