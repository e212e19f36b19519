package de.saalelab.event;

/** The orders in which pitches can be listed. */
enum PitchSort {
    NEWEST("newest"),
    MOST_MARKS("most-marks");

    private final String key;

    PitchSort(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    static PitchSort ofKey(String key) {
        return key.equals(MOST_MARKS.key) ? MOST_MARKS : NEWEST;
    }
}
