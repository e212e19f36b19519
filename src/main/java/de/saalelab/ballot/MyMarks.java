package de.saalelab.ballot;

import java.util.List;
import java.util.UUID;

/**
 * One person's marks after a change.
 *
 * @param optionMarks the option's count now
 * @param mine the options that hold the person's marks
 * @param left how many marks the person may still give
 */
record MyMarks(UUID ballotId, UUID optionId, int optionMarks, List<UUID> mine, int left) {}
