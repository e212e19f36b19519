package de.saalelab.cafe;

import de.saalelab.platform.GeoPoint;
import java.time.Instant;
import java.util.UUID;

/**
 * A slot as the decision about a booking needs it.
 *
 * @param topicOffered whether the wished topic is helped with that day
 */
record OfferedSlot(
        UUID id,
        UUID cafeDayId,
        Instant startsAt,
        Instant endsAt,
        int capacity,
        int taken,
        String venue,
        String address,
        GeoPoint position,
        boolean topicOffered) {}
