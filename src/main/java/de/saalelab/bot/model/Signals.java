package de.saalelab.bot.model;

import java.util.Arrays;

/**
 * What can be said about a ranking without knowing the truth: how far the first stands above the line and above the second,
 * how flat the rest is, how much of the text was known. The confidence is computed from these.
 */
public final class Signals {
    /** How many numbers {@link #of} gives. */
    public static final int COUNT = 14;

    /** Margins of a support vector machine lie within about ±1; times this they make a usable distribution. */
    private static final double SHARPNESS = 5;

    private Signals() {}

    /**
     * The signals of one answer.
     *
     * @param margins one per intent: the distance to its hyperplane
     * @param outOfScope the distance to the hyperplane of what no intent covers; 0 when the model has none
     * @param weighted what was known of the text
     * @param words number of words
     */
    public static double[] of(double[] margins, double outOfScope, Weighting.Weighted weighted, int words) {
        double[] sorted = margins.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double first = sorted[n - 1];
        double second = n > 1 ? sorted[n - 2] : -1;
        double third = n > 2 ? sorted[n - 3] : second;
        double sum = 0;
        double weightedSum = 0;
        for (double margin : sorted) {
            double e = StrictMath.exp(SHARPNESS * (margin - first));
            sum += e;
            weightedSum += e * SHARPNESS * (margin - first);
        }
        double entropy = StrictMath.log(sum) - weightedSum / sum;
        double knownWords = weighted.known()[TermExtractor.WORDS];
        double knownChars = weighted.known()[TermExtractor.CHARS];
        double length = StrictMath.log(1.0 + words);
        return new double[] {
            first,
            first - second,
            first - third,
            1 / sum,
            entropy,
            knownWords,
            knownChars,
            weighted.known()[TermExtractor.CONCEPTS],
            length,
            outOfScope,
            first - outOfScope,
            first * first,
            (first - second) * (first - second),
            first * knownChars
        };
    }
}
