package de.saalelab.bot.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinearSvmTest {
    /** Three rows of class 0 with feature 0, three of class 1 with feature 1; feature 2 says nothing. */
    private static final SparseRows ROWS =
            new SparseRows(new int[] {0, 2, 3, 4, 6, 7, 8}, new int[] {0, 2, 0, 0, 1, 2, 1, 1}, new float[] {
                1, 1, 1, 0.5f, 1, 1, 1, 0.5f
            });

    private static final int[] LABELS = {0, 0, 0, 1, 1, 1};
    private static final float[] COSTS = {1, 1, 1, 1, 1, 1};

    @Test
    void tellsClassesApart() {
        double[] zero = new LinearSvm(ROWS, LABELS, COSTS).train(0, 3, 1);

        for (int row = 0; row < LABELS.length; row++) {
            assertThat(ROWS.dot(row, zero) > 0).as("row %d", row).isEqualTo(LABELS[row] == 0);
        }
        assertThat(Math.abs(zero[2])).isLessThan(Math.abs(zero[0]));
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        LinearSvm svm = new LinearSvm(ROWS, LABELS, COSTS);

        assertThat(svm.train(1, 3, 5)).containsExactly(svm.train(1, 3, 5));
    }
}
