package de.saalelab.bot.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.saalelab.bot.Band;
import de.saalelab.bot.Candidate;
import de.saalelab.bot.Classification;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static Asked asked(@Nullable String truth, Band band, double confidence, String... top) {
        List<Candidate> candidates =
                List.of(top).stream().map(id -> new Candidate(id, confidence)).toList();
        return new Asked("?", truth, new Classification(candidates, band, confidence), confidence);
    }

    private static final Figures FIGURES = new Figures(List.of(
            asked("a", Band.ANSWER, 0.95, "a", "b", "c"),
            asked("a", Band.ANSWER, 0.95, "b", "c", "d"),
            asked("b", Band.CHOICES, 0.55, "c", "b", "a"),
            asked("b", Band.PERSON, 0.05),
            asked(null, Band.PERSON, 0.05, "a"),
            asked(null, Band.ANSWER, 0.95, "a")));

    @Test
    void countsWhatIsRight() {
        assertThat(FIGURES.questions()).isEqualTo(4);
        assertThat(FIGURES.accuracy()).isEqualTo(0.25);
        assertThat(FIGURES.top3()).isEqualTo(0.5);
        assertThat(FIGURES.macroF1()).isCloseTo((2.0 / 3 + 0) / 2, within(1e-9));
    }

    @Test
    void countsBands() {
        Report.Bands bands = FIGURES.bands();

        assertThat(bands.directPrecision()).isEqualTo(0.5);
        assertThat(bands.directCoverage()).isEqualTo(0.5);
        assertThat(bands.choicesRight()).isEqualTo(1);
        assertThat(bands.person()).isEqualTo(0.25);
        assertThat(bands.directPrecisionOverall()).isCloseTo(1.0 / 3, within(1e-9));
    }

    @Test
    void countsWhatIsOutOfScope() {
        Report.OutOfScope outOfScope = Objects.requireNonNull(FIGURES.outOfScope());

        assertThat(outOfScope.recall()).isEqualTo(0.5);
        assertThat(outOfScope.precision()).isEqualTo(0.5);
        assertThat(outOfScope.answeredDirectly()).isEqualTo(0.5);
        // Of eight pairs 0.95, 0.95, 0.55 beat 0.05; 0.05 ties; against 0.95 there are two ties.
        assertThat(outOfScope.auroc()).isCloseTo((3 + 0.5 + 0.5 + 0.5) / 8, within(1e-9));
    }

    @Test
    void confidenceIsHeldAgainstTheTruth() {
        double expected = (Math.abs(3 * 0.95 - 1) + 0.55 + 2 * 0.05) / 6;

        assertThat(FIGURES.calibrationError()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void confusionsNameBothSides() {
        assertThat(FIGURES.confusions()).contains(new Report.Confusion("a", "b", 1), new Report.Confusion("b", "c", 1));
    }
}
