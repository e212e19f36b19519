package de.saalelab.idea;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One citizen's proposal, as its author and the moderators know it. */
record Idea(
        UUID id,
        UUID author,
        IdeaContent content,
        IdeaStatus status,
        Optional<String> reason,
        int supports,
        int version,
        Instant createdAt,
        Optional<Instant> publishedAt) {}
