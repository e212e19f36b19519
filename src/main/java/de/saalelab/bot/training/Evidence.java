package de.saalelab.bot.training;

/**
 * What a model made of a sentence that it had not learned.
 *
 * @param kind where the sentence came from
 * @param right whether the first intent was right; never for what is out of scope
 * @param signals what was to be seen of it
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
record Evidence(Kind kind, boolean right, double[] signals) {
    enum Kind {
        /** A sentence of an intent that the model had learned. */
        IN_SCOPE,
        /** A sentence that no intent covers. */
        OUT_OF_SCOPE,
        /** A sentence of an intent that had been left out: near to the others, and yet none of them. */
        BLIND
    }
}
