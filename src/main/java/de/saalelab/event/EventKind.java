package de.saalelab.event;

import java.util.Arrays;
import java.util.Locale;

/** What people come together for. */
public enum EventKind {
    BARCAMP,
    WORKSHOP,
    ROUND_TABLE,
    WORLD_CAFE,
    TRAINING,
    CONFERENCE;

    /** The name in contract and database, such as {@code round-table}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static EventKind ofKey(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown kind of event " + key));
    }
}
