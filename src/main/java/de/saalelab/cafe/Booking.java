package de.saalelab.cafe;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A claim on one seat of a slot, with what the helper should know. */
record Booking(
        UUID id,
        BookingCode code,
        State state,
        UUID slotId,
        String venue,
        String address,
        Instant startsAt,
        Instant endsAt,
        Visitor visitor) {

    /** Whether the seat is still claimed. */
    enum State {
        BOOKED,
        CANCELLED;

        /** The name in contract and database. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Who comes with which question.
     *
     * @param name what the helper should call the person
     * @param topic key of the topic
     * @param needs such as {@code step-free}
     * @param note what it is about, in the person's words
     */
    record Visitor(
            String name,
            String topic,
            Optional<String> phone,
            Optional<String> email,
            List<String> needs,
            Optional<String> note) {
        Visitor {
            needs = List.copyOf(needs);
        }

        /** The same visitor for eyes that need no number to call. */
        Visitor withoutContact() {
            return new Visitor(name, topic, Optional.empty(), Optional.empty(), needs, note);
        }

        /** Hidden: personal data have no place in a log. */
        @Override
        public String toString() {
            return "Visitor[…]";
        }
    }

    Booking withoutContact() {
        return new Booking(id, code, state, slotId, venue, address, startsAt, endsAt, visitor.withoutContact());
    }
}
