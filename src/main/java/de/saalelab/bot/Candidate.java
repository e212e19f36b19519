package de.saalelab.bot;

/**
 * An intent that a question may be about.
 *
 * @param intent the intent's id
 * @param confidence calibrated probability, 0 to 1, that it is the right one
 */
public record Candidate(String intent, double confidence) {}
