package de.saalelab.bot.training;

import de.saalelab.bot.Band;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Computes the figures of a report from what was asked and answered. */
final class Figures {
    private static final int BINS = 10;
    private static final int MOST_CONFUSIONS = 25;
    private static final double KEPT_ACCURACY = 0.91;
    private static final double LOST_POINTS = 0.02;

    private final List<Asked> asked;
    private final List<Asked> inScope;
    private final List<Asked> outside;

    Figures(List<Asked> asked) {
        this.asked = asked;
        this.inScope = asked.stream().filter(Predicate.not(Asked::outOfScope)).toList();
        this.outside = asked.stream().filter(Asked::outOfScope).toList();
    }

    int questions() {
        return inScope.size();
    }

    double accuracy() {
        return share(inScope, Asked::right);
    }

    double top3() {
        return share(inScope, Asked::amongThree);
    }

    double macroF1() {
        return perIntent().stream()
                .mapToDouble(Report.IntentFigures::f1)
                .average()
                .orElse(0);
    }

    List<Report.IntentFigures> perIntent() {
        Map<String, int[]> counts = new TreeMap<>();
        for (Asked a : inScope) {
            int[] truth = counts.computeIfAbsent(Objects.requireNonNull(a.intent()), key -> new int[3]);
            truth[0]++;
            truth[2] += a.right() ? 1 : 0;
            counts.computeIfAbsent(a.first(), key -> new int[3])[1]++;
        }
        List<Report.IntentFigures> figures = new ArrayList<>();
        for (String intent : new TreeSet<>(counts.keySet())) {
            int[] n = counts.getOrDefault(intent, new int[3]);
            if (n[0] > 0) {
                double f1 = 2.0 * n[2] / (n[0] + n[1]);
                figures.add(new Report.IntentFigures(intent, n[0], ratio(n[2], n[1]), ratio(n[2], n[0]), f1));
            }
        }
        figures.sort(Comparator.comparingDouble(Report.IntentFigures::f1));
        return figures;
    }

    List<Report.Confusion> confusions() {
        Map<String, Map<String, Integer>> times = new TreeMap<>();
        for (Asked a : inScope) {
            if (!a.right()) {
                times.computeIfAbsent(Objects.requireNonNull(a.intent()), key -> new TreeMap<>())
                        .merge(a.first(), 1, Integer::sum);
            }
        }
        return times.entrySet().stream()
                .flatMap(row -> row.getValue().entrySet().stream()
                        .map(cell -> new Report.Confusion(row.getKey(), cell.getKey(), cell.getValue())))
                .sorted(Comparator.comparingInt(Report.Confusion::times).reversed())
                .limit(MOST_CONFUSIONS)
                .toList();
    }

    Report.Bands bands() {
        List<Asked> direct = inBand(inScope, Band.ANSWER);
        List<Asked> choices = inBand(inScope, Band.CHOICES);
        List<Asked> answered = inBand(asked, Band.ANSWER);
        return new Report.Bands(
                share(direct, Asked::right),
                ratio(direct.size(), inScope.size()),
                ratio(choices.size(), inScope.size()),
                share(choices, Asked::amongThree),
                ratio(inBand(inScope, Band.PERSON).size(), inScope.size()),
                share(answered, Asked::right));
    }

    /** Expected calibration error: how far, on average, confidence lies from the share that is right. */
    double calibrationError() {
        double[] confidence = new double[BINS];
        int[] right = new int[BINS];
        for (Asked a : asked) {
            int bin = Math.min((int) (a.answer().confidence() * BINS), BINS - 1);
            confidence[bin] += a.answer().confidence();
            right[bin] += a.right() ? 1 : 0;
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(confidence[bin] - right[bin]);
        }
        return ratio(error, asked.size());
    }

    Report.@Nullable OutOfScope outOfScope() {
        if (outside.isEmpty()) {
            return null;
        }
        List<Asked> toPerson = inBand(asked, Band.PERSON);
        double kept = share(inScope, a -> a.right() && a.answer().band() != Band.PERSON);
        return new Report.OutOfScope(
                outside.size(),
                ratio(inBand(outside, Band.PERSON).size(), outside.size()),
                share(toPerson, Asked::outOfScope),
                kept,
                ratio(inBand(outside, Band.ANSWER).size(), outside.size()),
                auroc(),
                recallAt(accuracy() - LOST_POINTS),
                accuracy() >= KEPT_ACCURACY ? recallAt(KEPT_ACCURACY) : null);
    }

    private double auroc() {
        double above = 0;
        for (Asked out : outside) {
            for (Asked in : inScope) {
                above += in.inScope() > out.inScope() ? 1 : in.inScope() == out.inScope() ? 0.5 : 0;
            }
        }
        return above / ((double) outside.size() * inScope.size());
    }

    /** The share of what is out of scope below the highest line that keeps this accuracy. */
    private double recallAt(double accuracy) {
        double[] right = inScope.stream()
                .filter(Asked::right)
                .mapToDouble(Asked::inScope)
                .sorted()
                .toArray();
        int mayBeLost = (int) Math.floor(right.length - accuracy * inScope.size() + 1e-9);
        if (right.length == 0) {
            return 1;
        }
        double line = right[Math.clamp(mayBeLost, 0, right.length - 1)];
        return share(outside, a -> a.inScope() < line);
    }

    private static List<Asked> inBand(List<Asked> asked, Band band) {
        return asked.stream().filter(a -> a.answer().band() == band).toList();
    }

    private static double share(List<Asked> asked, Predicate<Asked> which) {
        return ratio((double) asked.stream().filter(which).count(), asked.size());
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
