package de.saalelab.ballot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A ballot's outcome. Final as soon as the ballot is closed: then it is the same for ever.
 *
 * @param options by rank, then title
 */
record BallotResults(UUID ballotId, BallotTimes times, int voters, List<Ranked> options) {
    /** An option before it is ranked. */
    record Counted(UUID optionId, String title, int marks) {}

    /** An option with its rank; equal marks share one, and the next ranks are left out: 1, 2, 2, 4. */
    record Ranked(int rank, Counted option) {}

    static BallotResults of(UUID ballotId, BallotTimes times, int voters, List<Counted> options) {
        return new BallotResults(ballotId, times, voters, ranked(options));
    }

    boolean isFinal() {
        return times.closedAt().isPresent();
    }

    int marks() {
        return options.stream().mapToInt(ranked -> ranked.option().marks()).sum();
    }

    static List<Ranked> ranked(List<Counted> options) {
        List<Counted> sorted = options.stream()
                .sorted(Comparator.comparingInt(Counted::marks)
                        .reversed()
                        .thenComparing(Counted::title)
                        .thenComparing(Counted::optionId))
                .toList();
        List<Ranked> ranking = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            boolean shared = i > 0 && sorted.get(i).marks() == sorted.get(i - 1).marks();
            ranking.add(new Ranked(shared ? ranking.get(i - 1).rank() : i + 1, sorted.get(i)));
        }
        return ranking;
    }
}
