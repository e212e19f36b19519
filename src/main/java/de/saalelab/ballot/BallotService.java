package de.saalelab.ballot;

import de.saalelab.ballot.MarkOutcome.Overtaken;
import de.saalelab.platform.db.ConstraintViolated;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Casting, moving and taking back marks, and closing ballots. Read, rule, write, for many people at once; the constraints arbitrate. Who loses a race against another request of
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

    public BallotService(Transactions transactions, Outbox outbox, BallotLive live, Clock clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.live = live;
        this.clock = clock;
    }

    /**
     * Does what each of several people wants, in one transaction for all of them, and tells each what came of it; {@link Overtaken} only to those who
     * keep overtaking themselves.
     *
     * @param commands at most one of each person
     */
    List<MarkOutcome> handle(List<MarkCommand> commands) {
        Instant now = clock.instant();
        MarkOutcome[] outcomes = new MarkOutcome[commands.size()];
        Arrays.fill(outcomes, new Overtaken());
        List<Integer> open = IntStream.range(0, outcomes.length).boxed().toList();
        for (int round = 0; !open.isEmpty() && round < ROUNDS; round++) {
            List<MarkOutcome> came = attempt(open.stream().map(commands::get).toList(), now);
            for (int i = 0; i < came.size(); i++) {
                outcomes[open.get(i)] = came.get(i);
            }
            open = open.stream()
                    .filter(number -> outcomes[number] instanceof Overtaken)
                    .toList();
        }
        tell(commands, outcomes);
        return List.of(outcomes);
    }

    /** Of each ballot only the newest version. */
    private void tell(List<MarkCommand> commands, MarkOutcome[] outcomes) {
        Map<UUID, Long> versions = new HashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] instanceof MarkOutcome.Changed changed) {
                versions.merge(commands.get(i).ballotId(), changed.version(), Math::max);
            }
        }
        versions.forEach((ballotId, version) -> live.changed(new BallotChange(ballotId, version)));
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

    /** When a constraint refuses the set, each command is done alone, so that nobody pays for somebody else. */
    private List<MarkOutcome> attempt(List<MarkCommand> commands, Instant now) {
        try {
            return transactions.run(tx -> new MarkSet(commands, now).settle(tx));
        } catch (ConstraintViolated violated) {
            if (commands.size() > 1) {
                return commands.stream()
                        .map(command -> attempt(List.of(command), now).getFirst())
                        .toList();
            }
            return switch (violated.constraint()) {
                case Ballots.CLOSED_IS_FINAL -> List.of(new MarkOutcome.Closed());
                case "ballot_mark_once_per_option" -> List.of(new Overtaken());
                default -> throw violated;
            };
        }
    }
}
