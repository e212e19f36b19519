package de.saalelab.platform.live;

import java.util.Optional;
import java.util.UUID;

/** What can be watched: a kind of thing and the id of one, written {@code ballot:<id>}. */
public record LiveTopic(String prefix, UUID id) {
    private static final int ID_LENGTH = 36;

    /** Reads a topic; empty when it is none. */
    static Optional<LiveTopic> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || text.length() - colon - 1 != ID_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LiveTopic(text.substring(0, colon), UUID.fromString(text.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return prefix + ":" + id;
    }
}
