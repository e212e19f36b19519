package de.saalelab.bot;

import java.util.List;

/**
 * What a question is about.
 *
 * @param top at most three intents, the nearest first; empty when there is nothing to go by
 * @param band what to do with it
 * @param confidence calibrated probability that the first intent is right; 0 without one
 */
public record Classification(List<Candidate> top, Band band, double confidence) {
    /** Nothing to go by: no word, or only unknown ones. */
    static final Classification NOTHING = new Classification(List.of(), Band.PERSON, 0);
}
