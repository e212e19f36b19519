package de.saalelab.bot.training;

/**
 * The recipe's constants. They were chosen by cross-validation on the shipped German corpus; around them the result is flat.
 * Change {@link #VERSION} with any of them, or with the code that uses them: it decides whether a built model is fresh.
 */
final class Recipe {
    static final String VERSION = "R4";
    /** Words, stems, runs of letters, neighbours, concepts. */
    static final float[] BLOCK_WEIGHTS = {0.35f, 0.35f, 1f, 0.3f, 0.5f};
    /** The cost of a violated margin. */
    static final double COST = 0.3;
    /** Weights smaller than this are dropped: two thirds of the model, no loss. */
    static final float PRUNE = 0.03f;
    /** A term that clings to few intents counts for more than one that is merely as rare. */
    static final double CLASS_AFFINITY = 0.3;
    /** Typing errors in the noisy copy of each sentence. */
    static final int TYPOS = 2;
    /** Folds of the inner cross-validation, from which confidence and bands are learned. */
    static final int FOLDS = 5;
    /** So much evidence is enough: a large corpus is not held out fold by fold to the end. */
    static final int ENOUGH_EVIDENCE = 6_000;
    /** Rounds in which some intents are left out altogether, to see what the model makes of questions that it cannot know. */
    static final int BLIND_ROUNDS = 2;
    /** The share of intents that is left out in such a round. */
    static final double BLIND_SHARE = 0.25;
    /** Fewer sentences out of scope than this teach no outcome of their own. */
    static final int FEWEST_OUT_OF_SCOPE = 20;
    /** What direct answers must reach on held-out questions. */
    static final double ANSWER_PRECISION = 0.95;
    /** The share of rightly recognised questions that may be handed to a person by mistake. */
    static final double LOST_TO_PERSON = 0.02;

    private Recipe() {}
}
