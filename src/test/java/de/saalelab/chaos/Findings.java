package de.saalelab.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a drill has found, with a few examples of each. Shared by all clients. */
final class Findings {
    private static final int EXAMPLES = 5;

    private final Map<Check, Integer> counts = new EnumMap<>(Check.class);
    private final List<String> examples = new ArrayList<>();

    synchronized void add(Check check, String example) {
        add(check, 1, example);
    }

    synchronized void add(Check check, int times, String example) {
        int before = counts.getOrDefault(check, 0);
        counts.put(check, before + times);
        if (before < EXAMPLES) {
            examples.add(check.key() + ": " + example);
        }
    }

    synchronized int count(Check check) {
        return counts.getOrDefault(check, 0);
    }

    synchronized boolean none() {
        return counts.isEmpty();
    }

    synchronized boolean hasAll(Collection<Check> checks) {
        return counts.keySet().containsAll(checks);
    }

    synchronized Map<Check, Integer> counts() {
        return new EnumMap<>(counts);
    }

    synchronized List<String> examples() {
        return List.copyOf(examples);
    }
}
