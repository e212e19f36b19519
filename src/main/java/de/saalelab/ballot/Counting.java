package de.saalelab.ballot;

import de.saalelab.ballot.BallotStore.OptionKey;
import de.saalelab.ballot.MarkStore.Voter;
import de.saalelab.platform.db.Tx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Brings the counters in line with marks that were just written, in the same transaction and never by counting all marks.
 *
 * <p>Order matters. The options' rows come first, by id. Then the ballots' rows, by id, which everybody needs last and holds until the commit: from
 * there on the voters' marks are read anew, and what others did to them is either visible or comes after us and sees what we did. So a person counts as
 * a voter exactly once, whatever they do at the same moment.
 */
final class Counting {
    /** The counters of what was touched; of ballots that were not, nothing. */
    record Counted(Map<UUID, Long> versions, Map<OptionKey, Integer> optionMarks, Map<Voter, List<UUID>> marksOf) {}

    private final BallotStore ballots = new BallotStore();
    private final MarkStore marks = new MarkStore();

    /** Counts marks that were added and removed. */
    Counted settle(Tx tx, List<Mark> added, List<Mark> removed) {
        if (added.isEmpty() && removed.isEmpty()) {
            return new Counted(Map.of(), Map.of(), Map.of());
        }
        Map<OptionKey, Integer> optionChanges = new HashMap<>();
        Map<Voter, Integer> voterChanges = new HashMap<>();
        added.forEach(mark -> change(optionChanges, voterChanges, mark, 1));
        removed.forEach(mark -> change(optionChanges, voterChanges, mark, -1));
        Set<UUID> touched = new HashSet<>();
        optionChanges.keySet().forEach(option -> touched.add(option.ballotId()));
        Tx.Later<Map.Entry<OptionKey, Integer>> counted = ballots.count(tx, optionChanges);
        Tx.Later<Map.Entry<UUID, Long>> raised = ballots.raiseVersions(tx, touched);
        // Sent behind the versions, whose rows hold off everybody else who counts; so it sees what they have committed.
        Tx.Later<Map.Entry<Voter, List<UUID>>> read = marks.marksOf(tx, voterChanges.keySet());
        Map<OptionKey, Integer> optionMarks = byKey(counted.rows());
        Map<UUID, Long> versions = byKey(raised.rows());
        Map<Voter, List<UUID>> marksOf = byKey(read.rows());
        Map<UUID, Integer> newVoters = newVoters(voterChanges, marksOf);
        if (!newVoters.isEmpty()) {
            ballots.addVoters(tx, newVoters);
        }
        return new Counted(versions, optionMarks, marksOf);
    }

    private static void change(Map<OptionKey, Integer> options, Map<Voter, Integer> voters, Mark mark, int by) {
        options.merge(new OptionKey(mark.ballotId(), mark.optionId()), by, Integer::sum);
        voters.merge(Voter.of(mark), by, Integer::sum);
    }

    /** For each ballot, those who had no mark before and have one now, less those for whom it is the other way round. */
    static Map<UUID, Integer> newVoters(Map<Voter, Integer> changes, Map<Voter, List<UUID>> marksOf) {
        Map<UUID, Integer> total = new HashMap<>();
        changes.forEach((voter, change) -> {
            int after = marksOf.getOrDefault(voter, List.of()).size();
            int before = after - change;
            total.merge(voter.ballotId(), Integer.signum(after) - Integer.signum(before), Integer::sum);
        });
        total.values().removeIf(change -> change == 0);
        return total;
    }

    private static <K, V> Map<K, V> byKey(List<Map.Entry<K, V>> entries) {
        Map<K, V> map = new HashMap<>();
        for (Map.Entry<K, V> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }
}
