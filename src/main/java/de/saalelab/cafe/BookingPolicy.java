package de.saalelab.cafe;

import de.saalelab.platform.Actor;
import de.saalelab.platform.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rules of booking and cancelling. */
final class BookingPolicy {
    /** So that everybody finds a seat. The database holds the same number. */
    static final int OPEN_BOOKINGS = 3;

    /** How long cancelling again answers the same: as long as any repeated request does. After that the code is unknown. */
    static final Duration REPEATABLE = Duration.ofDays(2);

    /** What cancelling a booking that was found comes to. */
    enum Cancelling {
        CANCEL,
        CANCELLED_BEFORE,
        OVER
    }

    private BookingPolicy() {}

    /** Why the slot cannot be booked, as far as reading it tells; whether a seat is left only taking one can tell. */
    static Optional<BookOutcome> refusal(OfferedSlot slot, Instant now) {
        if (hasBegun(slot.startsAt(), now)) {
            return Optional.of(new BookOutcome.SlotOver());
        }
        if (!slot.topicOffered()) {
            return Optional.of(new BookOutcome.TopicNotOffered());
        }
        return slot.taken() < slot.capacity() ? Optional.empty() : Optional.of(new BookOutcome.SlotFull(slot));
    }

    static Cancelling cancelling(Booking.State state, Instant startsAt, Instant now) {
        return switch (state) {
            case CANCELLED -> Cancelling.CANCELLED_BEFORE;
            case BOOKED -> hasBegun(startsAt, now) ? Cancelling.OVER : Cancelling.CANCEL;
        };
    }

    /**
     * The places that a booking may take: numbered for a person's own and not taken, none for the desk, which is not capped. Where two persons became
     * one, places above three may be taken too; they count, and no more places are offered than bookings are left.
     */
    static List<Optional<Integer>> places(Booker booker, Collection<Integer> taken) {
        return switch (booker) {
            case Booker.Self self ->
                IntStream.rangeClosed(1, OPEN_BOOKINGS)
                        .filter(place -> !taken.contains(place))
                        .mapToObj(Optional::of)
                        .limit(Math.max(0, OPEN_BOOKINGS - taken.size()))
                        .toList();
            case Booker.Desk desk -> List.of(Optional.empty());
        };
    }

    /** Whoever calls back sees the number; helpers meet the person anyway. */
    static boolean seesContact(Actor actor) {
        return actor.is(Role.DESK) || actor.is(Role.LAB_ADMIN);
    }

    private static boolean hasBegun(Instant startsAt, Instant now) {
        return !now.isBefore(startsAt);
    }
}
