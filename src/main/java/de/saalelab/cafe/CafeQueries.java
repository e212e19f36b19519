package de.saalelab.cafe;

import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Page;
import de.saalelab.platform.db.Reads;
import de.saalelab.platform.time.LocalTimes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is read about the café. */
public final class CafeQueries {
    static final String SOONEST = "soonest";
    static final String NEAR = "near";
    /** Sorts behind every id, so that a page after it begins with the next moment. */
    private static final UUID BEHIND_ALL = new UUID(-1L, -1L);

    private final Reads reads;
    private final Reads staffReads;
    private final Clock clock;
    private final CafeQueryStore store = new CafeQueryStore();
    private final FreeSlotStore freeSlots = new FreeSlotStore();

    public CafeQueries(Reads reads, Reads staffReads, Clock clock) {
        this.reads = reads;
        this.staffReads = staffReads;
        this.clock = clock;
    }

    /** Slots with seats left, the soonest first. */
    public Future<Page<FreeSlot>> soonestSlots(SlotSearch search, Optional<Keyset> after, int limit) {
        Instant now = clock.instant();
        Instant start = after.map(keyset -> keyset.instant(0)).orElse(now);
        UUID id = after.map(keyset -> keyset.id(1)).orElse(BEHIND_ALL);
        return freeSlots
                .soonest(reads, filters(search, now), start, id, limit + 1)
                .map(rows -> Page.of(rows, limit, slot -> Keyset.of(SOONEST, slot.startsAt(), slot.id())));
    }

    /** Slots with seats left, those at the nearest venue first. The search must say from where. */
    public Future<Page<FreeSlot>> nearestSlots(SlotSearch search, Optional<Keyset> after, int limit) {
        if (search.near().isEmpty()) {
            throw new IllegalArgumentException("Near to what?");
        }
        Instant now = clock.instant();
        int distance = after.map(keyset -> keyset.integer(0)).orElse(-1);
        Instant start = after.map(keyset -> keyset.instant(1)).orElse(now);
        UUID id = after.map(keyset -> keyset.id(2)).orElse(BEHIND_ALL);
        return freeSlots
                .nearest(reads, filters(search, now), distance, start, id, limit + 1)
                .map(rows -> Page.of(
                        rows,
                        limit,
                        slot -> Keyset.of(NEAR, slot.distanceMetres().orElseThrow(), slot.startsAt(), slot.id())));
    }

    Future<List<CafeTopic>> topics() {
        return store.topics(reads);
    }

    Future<List<Venue>> venues() {
        return store.venues(reads);
    }

    Future<Page<CafeDay>> days(Optional<Keyset> after, int limit) {
        Instant start = after.map(keyset -> keyset.instant(0)).orElse(Instant.EPOCH);
        UUID id = after.map(keyset -> keyset.id(1)).orElse(BEHIND_ALL);
        return store.days(reads, clock.instant(), start, id, limit + 1)
                .map(rows -> Page.of(rows, limit, day -> Keyset.of(SOONEST, day.startsAt(), day.id())));
    }

    Future<Page<Booking>> bookingsOf(UUID personId, Optional<Keyset> after, int limit) {
        Instant start = after.map(keyset -> keyset.instant(0)).orElse(Instant.EPOCH);
        UUID id = after.map(keyset -> keyset.id(1)).orElse(BEHIND_ALL);
        return store.bookingsOf(reads, personId, clock.instant(), start, id, limit + 1)
                .map(rows -> Page.of(rows, limit, booking -> Keyset.of(SOONEST, booking.startsAt(), booking.id())));
    }

    /** Who comes that day, by time; empty when there is no such day. */
    Future<Optional<List<Booking>>> bookingsOfDay(UUID cafeDayId, boolean withContact) {
        return store.bookingsOfDay(staffReads, cafeDayId).map(rows -> {
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(rows.stream()
                    .flatMap(Optional::stream)
                    .map(booking -> withContact ? booking : booking.withoutContact())
                    .toList());
        });
    }

    private static FreeSlotStore.Filters filters(SlotSearch search, Instant now) {
        return new FreeSlotStore.Filters(
                now,
                search.from().map(first -> LocalTimes.at(first, LocalTime.MIDNIGHT)),
                search.to().map(last -> LocalTimes.at(last.plusDays(1), LocalTime.MIDNIGHT)),
                search.topic(),
                search.municipality(),
                search.stepFree(),
                search.near());
    }
}
