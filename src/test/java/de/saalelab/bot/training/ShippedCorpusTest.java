package de.saalelab.bot.training;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.bot.Corpus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Examines what is shipped: a fifth of the questions is asked of a model that was trained on the others. */
class ShippedCorpusTest {
    private static final int FOLDS = 5;

    @Test
    void germanQuestionsThatWereNotLearnedAreRecognised() {
        TrainingSet all = TrainingSet.of(Corpus.shipped("de"));
        int[] fold = Folds.deal(all.examples().stream().map(Example::intent).toList(), FOLDS, 1);
        int[] outside = Folds.deal(all.outOfScope().stream().map(text -> "").toList(), FOLDS, 1);
        TrainingSet learned =
                all.with(Folds.pick(all.examples(), fold, 0, false), Folds.pick(all.outOfScope(), outside, 0, false));
        List<Example> asked = Folds.pick(all.examples(), fold, 0, true);

        Report report =
                Evaluation.onTest(learned, asked, Folds.pick(all.outOfScope(), outside, 0, true), 1, step -> {});

        assertThat(report.questions()).isGreaterThan(500);
        assertThat(report.macroF1()).isGreaterThan(0.75);
        assertThat(report.top3()).isGreaterThan(0.90);
        assertThat(report.bands().directPrecision()).isGreaterThan(0.92);
        assertThat(report.bands().directCoverage()).isGreaterThan(0.45);
        assertThat(report.calibrationError()).isLessThan(0.06);
        assertThat(report.robustness().plainLoss()).isLessThan(0.02);
        assertThat(report.robustness().twoTyposLoss()).isLessThan(0.12);
        assertThat(Objects.requireNonNull(report.outOfScope()).auroc()).isGreaterThan(0.90);
        assertThat(report.cost().modelBytes()).isLessThan(3_000_000);
    }
}
