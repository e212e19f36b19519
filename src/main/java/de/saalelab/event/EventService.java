package de.saalelab.event;

import de.saalelab.ballot.BallotChange;
import de.saalelab.ballot.Ballots;
import de.saalelab.ballot.NewBallot;
import de.saalelab.identity.Persons;
import de.saalelab.platform.db.ConstraintViolated;
import de.saalelab.platform.db.Once;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Arranging events and pitching sessions. */
public final class EventService {
    /** The numbers that a person's pitches bear; each failed insert means that another pitch of the same person took one of them. */
    private static final int MOST_PITCHES = 5;

    private final Transactions transactions;
    private final Ballots ballots;
    private final Outbox outbox;
    private final Clock clock;
    private final EventStore store = new EventStore();
    private final Persons persons = new Persons();

    public EventService(Transactions transactions, Ballots ballots, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.ballots = ballots;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Announces an event; its ballot, which the event names, is set up in the same transaction. */
    public void arrange(Event event, Optional<NewBallot> ballot) {
        transactions.run(tx -> {
            arrange(tx, event, ballot);
            return event;
        });
    }

    void arrange(Tx tx, Event event, Optional<NewBallot> ballot) {
        ballot.ifPresent(wanted -> ballots.open(tx, wanted));
        store.insert(tx, event);
        for (int position = 0; position < event.rooms().size(); position++) {
            store.insertRoom(tx, event.id(), position, event.rooms().get(position));
        }
        event.slots().forEach(slot -> store.insertSlot(tx, event.id(), slot));
    }

    /** Pitches a session; its option in the ballot comes with it, in the same transaction. */
    <A> A pitch(PitchSession command, Once<PitchOutcome, A> once) {
        List<BallotChange> changes = new ArrayList<>();
        A answer;
        try {
            answer = transactions.once(once, tx -> pitch(tx, command, changes));
        } catch (ConstraintViolated violated) {
            if (violated.constraint().equals(Ballots.CLOSED_IS_FINAL)) {
                return once.render(new PitchOutcome.Closed());
            }
            throw violated;
        }
        changes.forEach(ballots::announce);
        return answer;
    }

    private PitchOutcome pitch(Tx tx, PitchSession command, List<BallotChange> changes) {
        persons.require(tx, command.personId());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<EventStore.BallotOf> event = store.ballotOf(tx, command.eventId());
        if (event.isEmpty()) {
            return new PitchOutcome.EventNotFound();
        }
        Optional<UUID> ballotId = event.get().ballotId();
        if (!PitchPolicy.takesPitches(ballotId.flatMap(id -> ballots.state(tx, id, now)))) {
            return new PitchOutcome.Closed();
        }
        Pitch pitch =
                new Pitch(Uuid7.next(), command.personId(), command.title(), command.text(), command.pitchedBy(), now);
        if (!insert(tx, command.eventId(), ballotId.orElseThrow(), pitch)) {
            return new PitchOutcome.TooMany();
        }
        changes.add(ballots.addOption(tx, ballotId.orElseThrow(), pitch.id(), pitch.title()));
        EventEvents.SessionPitched pitched =
                new EventEvents.SessionPitched(command.eventId(), pitch.id(), pitch.personId());
        outbox.add(tx, EventEvents.SessionPitched.NAME, pitched.payload(), now);
        return new PitchOutcome.Pitched(pitch);
    }

    private boolean insert(Tx tx, UUID eventId, UUID ballotId, Pitch pitch) {
        for (int round = 0; round <= MOST_PITCHES; round++) {
            if (store.insertPitch(tx, eventId, ballotId, pitch)) {
                return true;
            }
        }
        return false;
    }
}
