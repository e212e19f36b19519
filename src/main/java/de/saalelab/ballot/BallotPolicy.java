package de.saalelab.ballot;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The rules of a ballot, without any input or output. Under concurrency the constraints of the schema have the last word. */
final class BallotPolicy {
    /** What a wish leads to. */
    enum Verdict {
        CHANGE,
        UNCHANGED,
        NOT_OPEN,
        CLOSED,
        NO_MARKS_LEFT,
        NO_MARK_TO_MOVE,
        NO_OPTION,
        NO_BALLOT
    }

    private BallotPolicy() {}

    static BallotState state(BallotTimes times, Instant now) {
        boolean timeIsUp =
                times.closesAt().map(closesAt -> !now.isBefore(closesAt)).orElse(false);
        if (times.closedAt().isPresent() || timeIsUp) {
            return BallotState.CLOSED;
        }
        return now.isBefore(times.opensAt()) ? BallotState.PLANNED : BallotState.OPEN;
    }

    /**
     * May the mark be cast? A mark that is there already stays, even after closing: a phone that sends blindly again learns that it counts. So does a
     * move whose aim is reached: with marks on both options nothing is taken away.
     */
    static Verdict cast(Standing standing, UUID optionId, Optional<UUID> from, Instant now) {
        if (standing.holds(optionId)) {
            return Verdict.UNCHANGED;
        }
        Verdict open = whileOpen(standing.times(), now);
        if (open != Verdict.CHANGE) {
            return open;
        }
        if (from.isPresent()) {
            return standing.holds(from.get()) ? Verdict.CHANGE : Verdict.NO_MARK_TO_MOVE;
        }
        return standing.mine().size() < standing.marksPerPerson() ? Verdict.CHANGE : Verdict.NO_MARKS_LEFT;
    }

    /** May the mark be taken back? */
    static Verdict takeBack(Standing standing, UUID optionId, Instant now) {
        return standing.holds(optionId) ? whileOpen(standing.times(), now) : Verdict.UNCHANGED;
    }

    private static Verdict whileOpen(BallotTimes times, Instant now) {
        return switch (state(times, now)) {
            case PLANNED -> Verdict.NOT_OPEN;
            case OPEN -> Verdict.CHANGE;
            case CLOSED -> Verdict.CLOSED;
        };
    }
}
