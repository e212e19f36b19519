package de.saalelab.bot.training;

import java.util.Random;

/**
 * A linear support vector machine for one class against the rest: squared hinge loss, L2, solved in the dual by coordinate
 * descent with shrinking (Hsieh et al., ICML 2008). The same rows, costs and seed give the same weights on any machine.
 */
final class LinearSvm {
    private static final int MOST_ROUNDS = 60;
    private static final double ACCURACY = 0.5;
    private static final double NO_STEP = 1e-12;

    private final SparseRows rows;
    private final int[] labels;
    private final float[] costs;

    /** Over rows, the class of each row, and the cost of each row's violation. */
    LinearSvm(SparseRows rows, int[] labels, float[] costs) {
        this.rows = rows;
        this.labels = labels;
        this.costs = costs;
    }

    /** The weights of one class; the last is the bias. */
    double[] train(int positive, int features, long seed) {
        return new Solver(positive, features, new Random(seed * 31 + positive)).solve();
    }

    /** The state of one descent. */
    private final class Solver {
        private final int positive;
        private final Random random;
        private final double[] weights;
        private final double[] alpha = new double[labels.length];
        private final int[] order = new int[labels.length];
        private int active = labels.length;
        private double shrinkAbove = Double.POSITIVE_INFINITY;
        private double highest;
        private double lowest;

        Solver(int positive, int features, Random random) {
            this.positive = positive;
            this.random = random;
            this.weights = new double[features + 1];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
        }

        double[] solve() {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                shuffle();
                pass();
                if (highest - lowest > ACCURACY) {
                    shrinkAbove = highest <= 0 ? Double.POSITIVE_INFINITY : highest;
                } else if (active == order.length) {
                    break;
                } else {
                    // Solved for what was left: look at all rows once more.
                    active = order.length;
                    shrinkAbove = Double.POSITIVE_INFINITY;
                }
            }
            return weights;
        }

        private void shuffle() {
            for (int i = active - 1; i > 0; i--) {
                swap(i, random.nextInt(i + 1));
            }
        }

        private void swap(int i, int j) {
            int row = order[i];
            order[i] = order[j];
            order[j] = row;
        }

        private void pass() {
            highest = Double.NEGATIVE_INFINITY;
            lowest = Double.POSITIVE_INFINITY;
            int at = 0;
            while (at < active) {
                int row = order[at];
                int sign = labels[row] == positive ? 1 : -1;
                double diagonal = 0.5 / costs[row];
                double gradient = sign * rows.dot(row, weights) - 1 + alpha[row] * diagonal;
                if (alpha[row] == 0 && gradient > shrinkAbove) {
                    active--;
                    swap(at, active);
                    continue;
                }
                step(row, sign, gradient, rows.squaredNorm(row) + diagonal);
                at++;
            }
        }

        private void step(int row, int sign, double gradient, double curvature) {
            double projected = alpha[row] == 0 ? Math.min(gradient, 0) : gradient;
            highest = Math.max(highest, projected);
            lowest = Math.min(lowest, projected);
            if (Math.abs(projected) > NO_STEP) {
                double before = alpha[row];
                alpha[row] = Math.max(before - gradient / curvature, 0);
                rows.addTo(weights, row, (alpha[row] - before) * sign);
            }
        }
    }
}
