package de.saalelab.notify;

import de.saalelab.cafe.CafeEvents;
import de.saalelab.idea.IdeaEvents;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.outbox.Event;
import de.saalelab.platform.outbox.Receiver;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Turns events into messages to the people whom they concern. */
public final class Announcer implements Receiver {
    private static final String IDEA = "idea";
    private static final String BOOKING = "booking";

    private final Clock clock;
    private final InboxStore store = new InboxStore();

    public Announcer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Set<String> names() {
        return Set.of(
                IdeaEvents.Submitted.NAME,
                IdeaEvents.Published.NAME,
                IdeaEvents.Returned.NAME,
                IdeaEvents.Declined.NAME,
                CafeEvents.Booked.NAME,
                CafeEvents.Cancelled.NAME);
    }

    @Override
    public void receive(Tx tx, Event event) {
        switch (event.name()) {
            case IdeaEvents.Submitted.NAME -> {
                var submitted = IdeaEvents.Submitted.of(event.payload());
                tell(tx, event, submitted.author(), "idea-submitted", IDEA, submitted.ideaId(), submitted.title());
            }
            case IdeaEvents.Published.NAME -> {
                var published = IdeaEvents.Published.of(event.payload());
                tell(tx, event, published.author(), "idea-published", IDEA, published.ideaId(), published.title());
            }
            case IdeaEvents.Returned.NAME -> {
                var returned = IdeaEvents.Returned.of(event.payload());
                tell(
                        tx,
                        event,
                        returned.author(),
                        "idea-returned",
                        IDEA,
                        returned.ideaId(),
                        returned.title(),
                        returned.reason());
            }
            case IdeaEvents.Declined.NAME -> {
                var declined = IdeaEvents.Declined.of(event.payload());
                tell(
                        tx,
                        event,
                        declined.author(),
                        "idea-declined",
                        IDEA,
                        declined.ideaId(),
                        declined.title(),
                        declined.reason());
            }
            case CafeEvents.Booked.NAME -> {
                var booked = CafeEvents.Booked.of(event.payload());
                String when = MessageArguments.MOMENT + booked.startsAt();
                booked.person()
                        .ifPresent(person -> tell(
                                tx,
                                event,
                                person,
                                "booking-confirmed",
                                BOOKING,
                                booked.bookingId(),
                                when,
                                booked.venue()));
            }
            case CafeEvents.Cancelled.NAME -> {
                var cancelled = CafeEvents.Cancelled.of(event.payload());
                String when = MessageArguments.MOMENT + cancelled.startsAt();
                cancelled
                        .person()
                        .ifPresent(person -> tell(
                                tx,
                                event,
                                person,
                                "booking-cancelled",
                                BOOKING,
                                cancelled.bookingId(),
                                when,
                                cancelled.venue()));
            }
            default -> throw new IllegalStateException("Not asked for: " + event.name());
        }
    }

    private void tell(
            Tx tx, Event event, UUID person, String kind, String subjectKind, UUID subjectId, String... arguments) {
        InboxMessage message = new InboxMessage(
                Uuid7.next(), kind, List.of(arguments), subjectKind, subjectId, clock.instant(), false);
        store.insert(tx, event.id(), person, message);
    }
}
