package de.saalelab.event;

import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Page;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** What is read about events. */
public final class EventQueries {
    static final String NEXT = "next";

    private final Reads reads;
    private final Clock clock;
    private final EventQueryStore events = new EventQueryStore();
    private final PitchQueryStore pitches = new PitchQueryStore();

    public EventQueries(Reads reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /** Events that are not over, the next first. */
    Future<Page<EventSummary>> upcoming(Optional<Keyset> after, int limit) {
        return events.upcoming(reads, clock.instant(), after, limit + 1)
                .map(rows -> Page.of(rows, limit, event -> Keyset.of(NEXT, event.startsAt(), event.id())));
    }

    Future<Optional<Event>> find(UUID eventId) {
        return events.find(reads, eventId);
    }

    /** An event's pitches; empty when there is no such event. */
    Future<Optional<Page<PitchView>>> pitches(
            UUID eventId, Optional<UUID> reader, PitchSort sort, Optional<Keyset> after, int limit) {
        return pitches.list(reads, eventId, reader, sort, after, limit + 1).compose(rows -> {
            Page<PitchView> page = Page.of(rows, limit, view -> position(sort, view));
            return rows.isEmpty()
                    ? pitches.eventExists(reads, eventId).map(there -> there ? Optional.of(page) : Optional.empty())
                    : Future.succeededFuture(Optional.of(page));
        });
    }

    private static Keyset position(PitchSort sort, PitchView view) {
        UUID id = view.pitch().id();
        return switch (sort) {
            case NEWEST -> Keyset.of(sort.key(), view.pitch().createdAt(), id);
            case MOST_MARKS -> Keyset.of(sort.key(), view.marks(), id);
        };
    }
}
