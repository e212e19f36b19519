package de.saalelab.idea;

import java.util.Locale;

/** A call's stage. */
enum Phase {
    COLLECT,
    REVIEW,
    VOTE,
    DECIDE,
    IMPLEMENT;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
