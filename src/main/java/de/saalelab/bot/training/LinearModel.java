package de.saalelab.bot.training;

import de.saalelab.bot.model.Signals;
import de.saalelab.bot.model.Weighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trained machines of all outcomes.
 *
 * @param termWeights per term of the dictionary, 0 when it did not occur
 * @param weighting shares and the weight of unknown terms
 * @param outcomes per term the outcomes on which it bears; the last entry is the bias
 * @param strengths how strongly
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
record LinearModel(float[] termWeights, Weighting weighting, int[][] outcomes, float[][] strengths) {
    /** Strengths are kept to this many steps per unit, which compresses well and changes nothing. */
    private static final float STEPS = 1024;

    /** Trains one machine per outcome, in parallel; the result does not depend on the number of processors. */
    static LinearModel train(List<Lesson> lessons, int terms, int labels, long seed) {
        TermStatistics statistics = new TermStatistics(lessons, terms, labels);
        float[] termWeights = statistics.weights();
        Weighting weighting = new Weighting(Recipe.BLOCK_WEIGHTS, statistics.unknown());
        int[] label = new int[2 * lessons.size()];
        float[] costs = new float[label.length];
        List<Row> rows = new ArrayList<>(label.length);
        for (int i = 0; i < lessons.size(); i++) {
            Lesson lesson = lessons.get(i);
            rows.add(lesson.clean());
            rows.add(lesson.noisy());
            label[2 * i] = lesson.label();
            label[2 * i + 1] = lesson.label();
            costs[2 * i] = (float) (Recipe.COST * lesson.weight());
            costs[2 * i + 1] = costs[2 * i];
        }
        LinearSvm svm = new LinearSvm(sparse(rows, termWeights, weighting), label, costs);
        List<float[]> machines = IntStream.range(0, labels)
                .parallel()
                .mapToObj(outcome -> prune(svm.train(outcome, terms, seed)))
                .toList();
        return transpose(termWeights, weighting, machines);
    }

    private static SparseRows sparse(List<Row> rows, float[] termWeights, Weighting weighting) {
        int[] starts = new int[rows.size() + 1];
        int most = rows.stream().mapToInt(row -> row.ids().length).sum();
        int[] features = new int[most];
        float[] values = new float[most];
        int n = 0;
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            float[] weighted = weigh(row, termWeights, weighting).values();
            for (int i = 0; i < weighted.length; i++) {
                if (weighted[i] > 0) {
                    features[n] = row.ids()[i];
                    values[n++] = weighted[i];
                }
            }
            starts[r + 1] = n;
        }
        return new SparseRows(starts, Arrays.copyOf(features, n), Arrays.copyOf(values, n));
    }

    private static Weighting.Weighted weigh(Row row, float[] termWeights, Weighting weighting) {
        float[] weights = new float[row.ids().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = row.ids()[i] < 0 ? 0 : termWeights[row.ids()[i]];
        }
        return weighting.weigh(row.counts(), row.ends(), weights);
    }

    private static float[] prune(double[] weights) {
        float[] kept = new float[weights.length];
        for (int i = 0; i < kept.length; i++) {
            boolean bias = i == kept.length - 1;
            if (bias || Math.abs(weights[i]) >= Recipe.PRUNE) {
                kept[i] = Math.round(weights[i] * STEPS) / STEPS;
            }
        }
        return kept;
    }

    private static LinearModel transpose(float[] termWeights, Weighting weighting, List<float[]> machines) {
        int terms = termWeights.length;
        int[][] outcomes = new int[terms + 1][];
        float[][] strengths = new float[terms + 1][];
        int[] number = new int[machines.size()];
        float[] strength = new float[machines.size()];
        for (int t = 0; t <= terms; t++) {
            int n = 0;
            for (int outcome = 0; outcome < machines.size(); outcome++) {
                if (machines.get(outcome)[t] != 0) {
                    number[n] = outcome;
                    strength[n++] = machines.get(outcome)[t];
                }
            }
            outcomes[t] = Arrays.copyOf(number, n);
            strengths[t] = Arrays.copyOf(strength, n);
        }
        return new LinearModel(termWeights, weighting, outcomes, strengths);
    }

    /**
     * What the model says to a text.
     *
     * @param margins per intent
     * @param signals what the confidence is computed from
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
    record Verdict(double[] margins, double[] signals) {
        int first() {
            int best = 0;
            for (int i = 1; i < margins.length; i++) {
                if (margins[i] > margins[best]) {
                    best = i;
                }
            }
            return best;
        }
    }

    /** Judges a text; the first {@code intents} outcomes are intents, one more is what none covers. */
    Verdict judge(Row row, int words, int intents) {
        Weighting.Weighted weighted = weigh(row, termWeights, weighting);
        double[] sums = new double[intents + 1];
        add(sums, outcomes.length - 1, 1);
        for (int i = 0; i < weighted.values().length; i++) {
            if (weighted.values()[i] > 0) {
                add(sums, row.ids()[i], weighted.values()[i]);
            }
        }
        double[] margins = Arrays.copyOf(sums, intents);
        return new Verdict(margins, Signals.of(margins, sums[intents], weighted, words));
    }

    private void add(double[] sums, int term, float value) {
        for (int i = 0; i < outcomes[term].length; i++) {
            sums[outcomes[term][i]] += strengths[term][i] * value;
        }
    }
}
