package de.saalelab.ballot;

import java.util.List;
import java.util.UUID;

/**
 * What one person's wish for one option meets.
 *
 * @param times when the ballot is open
 * @param marksPerPerson the cap
 * @param optionMarks the option's count
 * @param mine the options that hold the person's marks
 */
record Standing(BallotTimes times, int marksPerPerson, int optionMarks, List<UUID> mine) {
    boolean holds(UUID optionId) {
        return mine.contains(optionId);
    }
}
