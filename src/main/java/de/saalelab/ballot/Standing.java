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
 * @param numbers the numbers of those marks, in the same order
 */
record Standing(BallotTimes times, int marksPerPerson, int optionMarks, List<UUID> mine, List<Integer> numbers) {
    boolean holds(UUID optionId) {
        return mine.contains(optionId);
    }

    /** The lowest number that the person has not used; one beyond the cap when all are. */
    int freeNumber() {
        int number = 1;
        while (numbers.contains(number)) {
            number++;
        }
        return number;
    }
}
