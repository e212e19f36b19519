package de.saalelab.ballot;

import de.saalelab.ballot.BallotPolicy.Verdict;
import de.saalelab.ballot.MarkCommand.Cast;
import de.saalelab.ballot.MarkCommand.TakeBack;
import de.saalelab.ballot.MarkOutcome.Overtaken;
import de.saalelab.platform.db.ConstraintViolated;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Casting, moving and taking back marks, and closing ballots. Read, rule, write; the constraints arbitrate. Who loses a race against another request of
 * the same person is decided anew, a bounded number of times: each lost round means that another request got through.
 */
public final class BallotService {
    /** One person cannot have more requests than this under way and mean it. */
    private static final int ROUNDS = 64;

    private final Transactions transactions;
    private final Outbox outbox;
    private final BallotLive live;
    private final Clock clock;
    private final BallotStore ballots = new BallotStore();
    private final MarkStore marks = new MarkStore();
    private final Counting counting = new Counting();

    public BallotService(Transactions transactions, Outbox outbox, BallotLive live, Clock clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.live = live;
        this.clock = clock;
    }

    /** Does what the person wants; {@link Overtaken} only when they keep overtaking themselves. */
    MarkOutcome handle(MarkCommand command) {
        Instant now = clock.instant();
        MarkOutcome outcome = new Overtaken();
        for (int round = 0; outcome instanceof Overtaken && round < ROUNDS; round++) {
            outcome = attempt(command, now);
        }
        if (outcome instanceof MarkOutcome.Changed changed) {
            live.changed(new BallotChange(command.ballotId(), changed.version()));
        }
        return outcome;
    }

    /** Closes the ballot for ever and tells how it ended; empty when there is none. Closing again tells the same. */
    Optional<BallotResults> close(UUID ballotId) {
        Instant now = clock.instant();
        close(ballotId, now);
        return transactions.run(tx -> ballots.results(tx, ballotId));
    }

    /** Closes every ballot whose time has come; returns how many. */
    public int closeDue() {
        Instant now = clock.instant();
        List<UUID> due = transactions.run(tx -> ballots.due(tx, now));
        return (int) due.stream().filter(ballotId -> close(ballotId, now)).count();
    }

    private boolean close(UUID ballotId, Instant now) {
        Optional<BallotStore.Closed> closed = transactions.run(tx -> {
            Optional<BallotStore.Closed> done = ballots.close(tx, ballotId, now);
            done.map(ballot -> new BallotEvents.Closed(ballot.ballotId(), ballot.closedAt()))
                    .ifPresent(event -> outbox.add(tx, BallotEvents.Closed.NAME, event.payload(), now));
            return done;
        });
        closed.ifPresent(ballot -> live.changed(new BallotChange(ballotId, ballot.version())));
        return closed.isPresent();
    }

    private MarkOutcome attempt(MarkCommand command, Instant now) {
        try {
            return transactions.run(tx -> decide(tx, command, now));
        } catch (ConstraintViolated violated) {
            return switch (violated.constraint()) {
                case Ballots.CLOSED_IS_FINAL -> new MarkOutcome.Closed();
                case "ballot_mark_once_per_option" -> new Overtaken();
                default -> throw violated;
            };
        }
    }

    private MarkOutcome decide(Tx tx, MarkCommand command, Instant now) {
        Optional<Standing> found = marks.standing(tx, command);
        if (found.isEmpty()) {
            boolean ballotThere = ballots.times(tx, command.ballotId()).isPresent();
            return ballotThere ? new MarkOutcome.OptionNotFound() : new MarkOutcome.BallotNotFound();
        }
        Standing standing = found.get();
        Verdict verdict = switch (command) {
            case Cast cast -> BallotPolicy.cast(standing, cast.optionId(), cast.from(), now);
            case TakeBack takeBack -> BallotPolicy.takeBack(standing, takeBack.optionId(), now);
        };
        return switch (verdict) {
            case CHANGE -> change(tx, command, standing.marksPerPerson(), now);
            case UNCHANGED -> new MarkOutcome.Unchanged(unchanged(command, standing));
            case NOT_OPEN -> new MarkOutcome.NotOpen();
            case CLOSED -> new MarkOutcome.Closed();
            case NO_MARKS_LEFT -> new MarkOutcome.NoMarksLeft();
            case NO_MARK_TO_MOVE -> new MarkOutcome.NoMarkToMove();
        };
    }

    private MarkOutcome change(Tx tx, MarkCommand command, int cap, Instant now) {
        UUID ballotId = command.ballotId();
        Mark mark = new Mark(command.voter(), command.optionId());
        return switch (command) {
            case Cast cast
            when cast.from().isPresent() -> move(tx, cast, cast.from().get(), cap, now);
            case Cast cast ->
                marks.insert(tx, ballotId, List.of(mark), now).isEmpty()
                        ? new Overtaken()
                        : settle(tx, cast, List.of(mark), List.of(), cap);
            case TakeBack takeBack ->
                marks.delete(tx, ballotId, mark)
                        ? settle(tx, takeBack, List.of(), List.of(mark), cap)
                        : new Overtaken();
        };
    }

    private MarkOutcome move(Tx tx, Cast cast, UUID from, int cap, Instant now) {
        marks.lock(tx, cast.ballotId(), cast.voter());
        if (!marks.move(tx, cast.ballotId(), cast.voter(), from, cast.optionId(), now)) {
            return new Overtaken();
        }
        List<Mark> added = List.of(new Mark(cast.voter(), cast.optionId()));
        return settle(tx, cast, added, List.of(new Mark(cast.voter(), from)), cap);
    }

    private MarkOutcome settle(Tx tx, MarkCommand command, List<Mark> added, List<Mark> removed, int cap) {
        Counting.Counted counted = counting.settle(tx, command.ballotId(), added, removed);
        List<UUID> mine = counted.marksOf().getOrDefault(command.voter(), List.of());
        int optionMarks = counted.optionMarks().getOrDefault(command.optionId(), 0);
        return new MarkOutcome.Changed(myMarks(command, optionMarks, mine, cap), counted.version());
    }

    private static MyMarks unchanged(MarkCommand command, Standing standing) {
        return myMarks(command, standing.optionMarks(), standing.mine(), standing.marksPerPerson());
    }

    private static MyMarks myMarks(MarkCommand command, int optionMarks, List<UUID> mine, int cap) {
        return new MyMarks(command.ballotId(), command.optionId(), optionMarks, mine, cap - mine.size());
    }
}
