package de.saalelab.bot.training;

/**
 * An example, prepared: the sentence and its copy with typing errors.
 *
 * @param text the sentence
 * @param clean its terms
 * @param noisy the terms of the copy, as far as the clean texts know them
 * @param label number of the outcome
 * @param weight how much it counts
 */
record Lesson(String text, Row clean, Row noisy, int label, float weight) {}
