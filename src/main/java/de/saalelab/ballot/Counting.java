package de.saalelab.ballot;

import de.saalelab.platform.db.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Brings the counters in line with marks that were just written, in the same transaction and never by counting all marks.
 *
 * <p>Order matters. The options' rows come first, by id. Then the ballot's row, which everybody needs last and holds until the commit: from there on the
 * voters' marks are read anew, and what others did to them is either visible or comes after us and sees what we did. So a person counts as a voter
 * exactly once, whatever they do at the same moment.
 */
final class Counting {
    /** The counters of what was touched. */
    record Counted(long version, Map<UUID, Integer> optionMarks, Map<UUID, List<UUID>> marksOf) {}

    private final BallotStore ballots = new BallotStore();
    private final MarkStore marks = new MarkStore();

    /** Counts marks that were added and removed. */
    Counted settle(Tx tx, UUID ballotId, List<Mark> added, List<Mark> removed) {
        SortedMap<UUID, Integer> optionChanges = new TreeMap<>();
        Map<UUID, Integer> voterChanges = new HashMap<>();
        added.forEach(mark -> change(optionChanges, voterChanges, mark, 1));
        removed.forEach(mark -> change(optionChanges, voterChanges, mark, -1));
        Map<UUID, Integer> optionMarks = ballots.count(tx, ballotId, optionChanges);
        long version = ballots.raiseVersion(tx, ballotId);
        Map<UUID, List<UUID>> marksOf = marks.marksOf(tx, ballotId, voterChanges.keySet());
        int newVoters = newVoters(voterChanges, marksOf);
        if (newVoters != 0) {
            ballots.addVoters(tx, ballotId, newVoters);
        }
        return new Counted(version, optionMarks, marksOf);
    }

    private static void change(Map<UUID, Integer> options, Map<UUID, Integer> voters, Mark mark, int by) {
        options.merge(mark.optionId(), by, Integer::sum);
        voters.merge(mark.voter(), by, Integer::sum);
    }

    /** Those who had no mark before and have one now, less those for whom it is the other way round. */
    private static int newVoters(Map<UUID, Integer> changes, Map<UUID, List<UUID>> marksOf) {
        int total = 0;
        for (Map.Entry<UUID, Integer> change : changes.entrySet()) {
            int after = marksOf.getOrDefault(change.getKey(), List.of()).size();
            int before = after - change.getValue();
            total += Integer.signum(after) - Integer.signum(before);
        }
        return total;
    }
}
