package de.saalelab.cafe;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One opening of a Digital-Café.
 *
 * @param topics keys of what is helped with that day
 * @param capacity seats in all slots together
 * @param taken seats that are booked
 */
record CafeDay(
        UUID id,
        UUID venueId,
        String venue,
        String municipality,
        Instant startsAt,
        Instant endsAt,
        List<String> topics,
        int capacity,
        int taken) {}
