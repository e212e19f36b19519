package de.saalelab.ballot;

import java.util.Locale;

/** Where a ballot stands. */
public enum BallotState {
    PLANNED,
    OPEN,
    CLOSED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
