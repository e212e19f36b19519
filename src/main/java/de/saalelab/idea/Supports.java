package de.saalelab.idea;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How many support some ideas, and which ideas one reader supports.
 *
 * @param counts by idea; ideas that are gone are missing
 */
record Supports(Map<UUID, Integer> counts, Set<UUID> own) {
    LiveCount of(UUID idea) {
        return new LiveCount(counts.getOrDefault(idea, 0), own.contains(idea));
    }
}
