package de.saalelab.cafe;

import java.util.Optional;
import java.util.UUID;

/** Who books. */
sealed interface Booker {
    /** A person for themselves: at most three open bookings, never two at the same time. */
    record Self(UUID personId) implements Booker {}

    /** A member of staff for somebody on the phone or at the counter: as often as it rings. */
    record Desk(UUID memberId) implements Booker {}

    /** The person that the booking belongs to; nobody known when the desk booked it. */
    default Optional<UUID> person() {
        return switch (this) {
            case Self self -> Optional.of(self.personId());
            case Desk desk -> Optional.empty();
        };
    }

    /** The member of staff who booked for somebody else. */
    default Optional<UUID> member() {
        return switch (this) {
            case Self self -> Optional.empty();
            case Desk desk -> Optional.of(desk.memberId());
        };
    }
}
