package de.saalelab.cafe;

import de.saalelab.platform.db.Refusal;
import java.util.List;

/** What came of the wish for a seat. */
sealed interface BookOutcome {
    record Booked(Booking booking) implements BookOutcome {}

    record SlotNotFound() implements BookOutcome, Refusal {}

    record SlotOver() implements BookOutcome, Refusal {}

    record TopicNotOffered() implements BookOutcome, Refusal {}

    /** No seat left; the alternatives are found after rollback. */
    record SlotFull(OfferedSlot slot, List<FreeSlot> alternatives) implements BookOutcome, Refusal {
        SlotFull(OfferedSlot slot) {
            this(slot, List.of());
        }
    }

    /** The person is somewhere else at that time. */
    record Overlaps() implements BookOutcome, Refusal {}

    /** The person has three open bookings. */
    record TooMany() implements BookOutcome, Refusal {}
}
