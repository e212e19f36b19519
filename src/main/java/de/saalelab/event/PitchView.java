package de.saalelab.event;

/**
 * A pitch as a reader sees it.
 *
 * @param marks how many it has
 * @param marked whether one of them is the reader's
 * @param own whether the reader has proposed it
 */
record PitchView(Pitch pitch, int marks, boolean marked, boolean own) {}
