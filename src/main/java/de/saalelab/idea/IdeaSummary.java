package de.saalelab.idea;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An idea in a list.
 *
 * @param sortValue what the list is sorted by, exactly as the database compares it
 * @param distanceMetres from the place that was asked for
 */
record IdeaSummary(
        UUID id,
        UUID author,
        Optional<UUID> callId,
        String title,
        String excerpt,
        String category,
        String municipality,
        Optional<Place> place,
        IdeaStatus status,
        int supports,
        boolean supported,
        Instant publishedAt,
        double sortValue,
        Optional<Integer> distanceMetres) {}
