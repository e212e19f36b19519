package de.saalelab.bot.model;

import java.util.List;

/**
 * Everything that a training produces and a model file holds.
 *
 * @param language de or en
 * @param stamp names recipe and corpus: equal stamps, equal models
 * @param intents the intents, in the order of the outcome numbers
 * @param outOfScope whether there is one more outcome, for what no intent covers
 * @param terms all known terms
 * @param termWeights their weights, in the same order
 * @param outcomes per term the outcomes on which it bears; one entry more than terms, the last for the bias
 * @param strengths how strongly, in the same order
 * @param weighting block shares and the weight of unknown terms
 * @param concepts words that mean the same
 * @param calibration confidence and bands
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
public record ModelParts(
        String language,
        String stamp,
        List<String> intents,
        boolean outOfScope,
        String[] terms,
        float[] termWeights,
        int[][] outcomes,
        float[][] strengths,
        Weighting weighting,
        Concepts concepts,
        Calibration calibration) {
    /** In place of an intent's id: what no intent covers. */
    public static final String OUT_OF_SCOPE = "(out of scope)";
}
