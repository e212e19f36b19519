package de.saalelab.ballot;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A ballot with its counts.
 *
 * @param version grows with every change
 * @param voters persons with at least one mark
 * @param mine the reader's own marks; empty for a reader whom nobody knows
 */
record Ballot(
        UUID id,
        BallotTimes times,
        int marksPerPerson,
        long version,
        int voters,
        List<OptionCount> options,
        Optional<List<UUID>> mine) {
    /** An option's count. */
    record OptionCount(UUID optionId, int marks) {}
}
