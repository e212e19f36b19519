package de.saalelab.cafe;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A booking as the decision about cancelling needs it; its slot is locked. */
record CancellableBooking(
        UUID id, Booking.State state, UUID slotId, Optional<UUID> personId, String venue, Instant startsAt) {}
