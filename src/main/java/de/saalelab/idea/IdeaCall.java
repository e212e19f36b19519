package de.saalelab.idea;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An invitation to send ideas on a theme and area. */
record IdeaCall(
        UUID id,
        String title,
        String summary,
        String text,
        Phase phase,
        Optional<String> municipality,
        Instant opensAt,
        Optional<Instant> closesAt,
        int ideas) {}
