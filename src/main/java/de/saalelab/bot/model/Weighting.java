package de.saalelab.bot.model;

/**
 * How the terms of a text become numbers: (1 + ln count) × weight of the term, each block brought to length one and then
 * multiplied by its share. The same code runs in training and in answering.
 *
 * @param blockWeights the share of each block
 * @param unknown the weight of a term that the model never saw: it has no value, but it takes its part of the length, so
 *     that a text full of unknown words speaks softly
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
public record Weighting(float[] blockWeights, float unknown) {
    /**
     * The terms' values and what is known of each block.
     *
     * @param values per term; 0 for unknown terms
     * @param known per block the known part of the squared length, 0 to 1
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
    public record Weighted(float[] values, float[] known) {}

    /**
     * Weighs a text.
     *
     * @param weights per term of the text its weight, 0 when unknown
     */
    public Weighted weigh(int[] counts, int[] ends, float[] weights) {
        float[] values = new float[weights.length];
        float[] known = new float[ends.length];
        int start = 0;
        for (int block = 0; block < ends.length; block++) {
            double all = 0;
            double seen = 0;
            for (int i = start; i < ends[block]; i++) {
                double frequency = counts[i] == 1 ? 1 : 1 + StrictMath.log(counts[i]);
                double value = frequency * (weights[i] > 0 ? weights[i] : unknown);
                all += value * value;
                if (weights[i] > 0) {
                    seen += value * value;
                    values[i] = (float) value;
                }
            }
            float scale = all > 0 ? (float) (blockWeights[block] / Math.sqrt(all)) : 0;
            for (int i = start; i < ends[block]; i++) {
                values[i] *= scale;
            }
            known[block] = all > 0 ? (float) (seen / all) : 0;
            start = ends[block];
        }
        return new Weighted(values, known);
    }
}
