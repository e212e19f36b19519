package de.saalelab.event;

import java.time.Instant;
import java.util.UUID;

/** An event as it stands in a list. */
record EventSummary(
        UUID id,
        EventKind kind,
        String title,
        String summary,
        Instant startsAt,
        Instant endsAt,
        String municipality,
        String place) {
    static EventSummary of(Event event) {
        return new EventSummary(
                event.id(),
                event.kind(),
                event.title(),
                event.summary(),
                event.startsAt(),
                event.endsAt(),
                event.municipality(),
                event.place());
    }
}
