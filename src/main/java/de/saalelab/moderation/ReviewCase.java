package de.saalelab.moderation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One thing that waits for a moderator, or did. */
record ReviewCase(
        UUID id,
        ContentRef content,
        String title,
        String text,
        Optional<String> municipality,
        State state,
        Instant openedAt,
        Optional<Ruling> ruling,
        int version) {
    enum State {
        OPEN,
        DECIDED,
        WITHDRAWN
    }

    /** What was decided, by whom, when and why. */
    record Ruling(Decision decision, Optional<String> reason, String decidedBy, Instant decidedAt) {}
}
