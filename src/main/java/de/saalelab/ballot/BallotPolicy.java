package de.saalelab.ballot;

import de.saalelab.ballot.MarkStore.Cast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
        NO_BALLOT,
        NO_VOTER
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

    /**
     * Which of one person's marks another one takes over, in their order, and under which free numbers: those on options that the other has not marked,
     * as long as numbers are left. All are of one ballot.
     */
    static List<Cast> takenOver(List<Cast> theirs, List<Cast> ours, UUID voter) {
        Set<UUID> marked = ours.stream().map(cast -> cast.mark().optionId()).collect(Collectors.toSet());
        Set<Integer> taken = ours.stream().map(Cast::number).collect(Collectors.toCollection(HashSet::new));
        List<Cast> takenOver = new ArrayList<>();
        for (Cast cast : theirs) {
            int number = 1;
            while (taken.contains(number)) {
                number++;
            }
            Mark mark = cast.mark();
            if (number <= cast.marksPerPerson() && !marked.contains(mark.optionId())) {
                taken.add(number);
                takenOver.add(
                        new Cast(new Mark(mark.ballotId(), voter, mark.optionId()), number, cast.marksPerPerson()));
            }
        }
        return takenOver;
    }

    private static Verdict whileOpen(BallotTimes times, Instant now) {
        return switch (state(times, now)) {
            case PLANNED -> Verdict.NOT_OPEN;
            case OPEN -> Verdict.CHANGE;
            case CLOSED -> Verdict.CLOSED;
        };
    }
}
