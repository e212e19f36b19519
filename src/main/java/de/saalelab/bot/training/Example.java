package de.saalelab.bot.training;

/**
 * A sentence and what it is about.
 *
 * @param text as somebody would write it
 * @param intent the intent's id
 * @param weight how much it counts; 1 for a real sentence
 */
public record Example(String text, String intent, float weight) {
    /** A real sentence. */
    public Example(String text, String intent) {
        this(text, intent, 1);
    }
}
