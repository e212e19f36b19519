package de.saalelab.notify;

import de.saalelab.cafe.CafeEvents;
import de.saalelab.idea.IdeaEvents;
import de.saalelab.identity.Persons;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.outbox.Event;
import de.saalelab.platform.outbox.Receiver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Turns events into messages to the people whom they concern, whoever they have become since; when somebody is gone altogether there is nobody to tell. */
public final class Announcer implements Receiver {
    private final InboxStore store = new InboxStore();
    private final Persons persons = new Persons();

    /** A message before it has an id and a time. */
    private record Draft(
            UUID person,
            String kind,
            String subjectKind,
            UUID subjectId,
            Optional<Instant> moment,
            List<String> arguments) {
        static Draft aboutIdea(UUID person, String kind, UUID ideaId, String... arguments) {
            return new Draft(person, kind, "idea", ideaId, Optional.empty(), List.of(arguments));
        }

        static Draft aboutBooking(UUID person, String kind, UUID bookingId, Instant startsAt, String venue) {
            return new Draft(person, kind, "booking", bookingId, Optional.of(startsAt), List.of(venue));
        }
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
        draft(event)
                .ifPresent(draft -> persons.today(tx, draft.person()).ifPresent(person -> {
                    InboxMessage message = new InboxMessage(
                            Uuid7.next(),
                            draft.kind(),
                            draft.arguments(),
                            draft.moment(),
                            draft.subjectKind(),
                            draft.subjectId(),
                            event.occurredAt(),
                            false);
                    store.insert(tx, event.id(), person, message);
                }));
    }

    /** Whom the event is told, and how; nobody when the desk had booked for somebody who has no inbox. */
    private static Optional<Draft> draft(Event event) {
        return switch (event.name()) {
            case IdeaEvents.Submitted.NAME -> {
                var it = IdeaEvents.Submitted.of(event.payload());
                yield Optional.of(Draft.aboutIdea(it.author(), "idea-submitted", it.ideaId(), it.title()));
            }
            case IdeaEvents.Published.NAME -> {
                var it = IdeaEvents.Published.of(event.payload());
                yield Optional.of(Draft.aboutIdea(it.author(), "idea-published", it.ideaId(), it.title()));
            }
            case IdeaEvents.Returned.NAME -> {
                var it = IdeaEvents.Returned.of(event.payload());
                yield Optional.of(Draft.aboutIdea(it.author(), "idea-returned", it.ideaId(), it.title(), it.reason()));
            }
            case IdeaEvents.Declined.NAME -> {
                var it = IdeaEvents.Declined.of(event.payload());
                yield Optional.of(Draft.aboutIdea(it.author(), "idea-declined", it.ideaId(), it.title(), it.reason()));
            }
            case CafeEvents.Booked.NAME -> {
                var it = CafeEvents.Booked.of(event.payload());
                yield it.person()
                        .map(person -> Draft.aboutBooking(
                                person, "booking-confirmed", it.bookingId(), it.startsAt(), it.venue()));
            }
            case CafeEvents.Cancelled.NAME -> {
                var it = CafeEvents.Cancelled.of(event.payload());
                yield it.person()
                        .map(person -> Draft.aboutBooking(
                                person, "booking-cancelled", it.bookingId(), it.startsAt(), it.venue()));
            }
            default -> throw new IllegalStateException("Not asked for: " + event.name());
        };
    }
}
