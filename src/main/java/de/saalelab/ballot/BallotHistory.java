package de.saalelab.ballot;

import de.saalelab.ballot.BallotStore.OptionKey;
import de.saalelab.ballot.MarkStore.Cast;
import de.saalelab.identity.PersonalHistory;
import de.saalelab.identity.Persons;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A person's marks. Where a ballot is open, the person who stays keeps theirs and takes over what fits below the cap; the rest is taken back. What is
 * closed is final: marks there stay counted as they were cast, by somebody who leads to nobody.
 *
 * <p>Options and ballots are locked first here, and not after the marks: whether a ballot still counts must not change any more, and nobody else
 * can have a lock on marks of persons who are locked.
 */
public final class BallotHistory implements PersonalHistory {
    private final BallotLive live;
    private final BallotStore ballots = new BallotStore();
    private final MarkStore marks = new MarkStore();
    private final Counting counting = new Counting();
    private final Persons persons = new Persons();

    public BallotHistory(BallotLive live) {
        this.live = live;
    }

    @Override
    public Runnable join(Tx tx, UUID from, UUID into, Instant now) {
        List<Cast> theirs = marks.castBy(tx, from);
        if (theirs.isEmpty()) {
            return () -> {};
        }
        ballots.lockOptions(tx, theirs.stream().map(BallotHistory::option).toList());
        Map<Boolean, Set<UUID>> closed =
                ballots
                        .lock(
                                tx,
                                theirs.stream()
                                        .map(BallotHistory::ballot)
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.partitioningBy(
                                ballot -> BallotPolicy.state(ballot.getValue(), now) == BallotState.CLOSED,
                                Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
        Set<UUID> over = closed.getOrDefault(true, Set.of());
        if (!over.isEmpty()) {
            UUID nobody = persons.nameless(tx, marks.firstCast(tx, from, over));
            marks.rename(tx, from, nobody, over);
        }
        Map<UUID, Long> versions = takeOver(tx, theirs, closed.getOrDefault(false, Set.of()), from, into);
        return () -> versions.forEach((ballotId, version) -> live.changed(new BallotChange(ballotId, version)));
    }

    /** The new versions of the ballots, all of which are open. */
    private Map<UUID, Long> takeOver(Tx tx, List<Cast> theirs, Set<UUID> open, UUID from, UUID into) {
        List<Cast> ours = marks.castBy(tx, into);
        List<Cast> takenOver = new ArrayList<>();
        for (UUID ballotId : open) {
            takenOver.addAll(BallotPolicy.takenOver(of(theirs, ballotId), of(ours, ballotId), into));
        }
        marks.handOver(tx, from, takenOver);
        List<Mark> added = takenOver.stream().map(Cast::mark).toList();
        List<Mark> removed = theirs.stream()
                .map(Cast::mark)
                .filter(mark -> open.contains(mark.ballotId()))
                .toList();
        Predicate<Mark> kept = mark -> added.contains(new Mark(mark.ballotId(), into, mark.optionId()));
        marks.delete(tx, removed.stream().filter(kept.negate()).toList());
        return counting.settle(tx, added, removed).versions();
    }

    private static List<Cast> of(List<Cast> casts, UUID ballotId) {
        return casts.stream().filter(cast -> ballot(cast).equals(ballotId)).toList();
    }

    private static UUID ballot(Cast cast) {
        return cast.mark().ballotId();
    }

    private static OptionKey option(Cast cast) {
        return new OptionKey(cast.mark().ballotId(), cast.mark().optionId());
    }
}
