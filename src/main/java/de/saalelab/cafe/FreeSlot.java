package de.saalelab.cafe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A slot that somebody may still book.
 *
 * @param free seats left, at least one
 * @param topics keys of what is helped with
 * @param distanceMetres as the crow flies, when it was asked from where
 */
public record FreeSlot(
        UUID id,
        UUID venueId,
        String venue,
        String municipality,
        Instant startsAt,
        Instant endsAt,
        int free,
        List<String> topics,
        boolean stepFree,
        Optional<Integer> distanceMetres) {}
