package de.saalelab.bot.training;

import de.saalelab.bot.model.Calibration;
import de.saalelab.bot.model.Logistic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Learns from evidence how far the model can be trusted, and where the bands begin. The bands are set on probabilities that
 * were in turn computed without the evidence they are for.
 */
final class CalibrationFit {
    private static final int FOLDS = 5;
    /** What is out of scope weighs at most this much against what is in scope, however many sentences there are. */
    private static final double OUT_OF_SCOPE_SHARE = 0.25;

    private static final double BLIND_SHARE = 0.5;

    private CalibrationFit() {}

    /** A piece of evidence with its two probabilities. */
    private record Judged(Evidence evidence, double right, double inScope) {}

    static Calibration fit(List<Evidence> evidence) {
        List<Judged> judged = crossJudged(evidence);
        double personBelow = personBelow(judged);
        double answerFrom = answerFrom(judged, personBelow);
        return new Calibration(fitRight(evidence), fitInScope(evidence), answerFrom, personBelow);
    }

    private static List<Judged> crossJudged(List<Evidence> evidence) {
        List<Judged> judged = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Evidence> learned = new ArrayList<>();
            List<Evidence> heldOut = new ArrayList<>();
            for (int i = 0; i < evidence.size(); i++) {
                (i % FOLDS == fold ? heldOut : learned).add(evidence.get(i));
            }
            Logistic right = fitRight(learned);
            Logistic inScope = fitInScope(learned);
            heldOut.forEach(
                    e -> judged.add(new Judged(e, right.probability(e.signals()), inScope.probability(e.signals()))));
        }
        return judged;
    }

    private static Logistic fitRight(List<Evidence> evidence) {
        double outside = weight(evidence, Evidence.Kind.OUT_OF_SCOPE, OUT_OF_SCOPE_SHARE, 1);
        return LogisticFit.fit(evidence.stream()
                .filter(e -> e.kind() != Evidence.Kind.BLIND)
                .map(e -> new LogisticFit.Observation(
                        e.signals(), e.right(), e.kind() == Evidence.Kind.IN_SCOPE ? 1 : outside))
                .toList());
    }

    private static Logistic fitInScope(List<Evidence> evidence) {
        double outside = weight(evidence, Evidence.Kind.OUT_OF_SCOPE, 1, Double.POSITIVE_INFINITY);
        double blind = weight(evidence, Evidence.Kind.BLIND, BLIND_SHARE, Double.POSITIVE_INFINITY);
        return LogisticFit.fit(evidence.stream()
                .map(e -> new LogisticFit.Observation(
                        e.signals(),
                        e.kind() == Evidence.Kind.IN_SCOPE,
                        switch (e.kind()) {
                            case IN_SCOPE -> 1;
                            case OUT_OF_SCOPE -> outside;
                            case BLIND -> blind;
                        }))
                .toList());
    }

    /** The weight of each piece of a kind so that together they weigh {@code share} of what is in scope. */
    private static double weight(List<Evidence> evidence, Evidence.Kind kind, double share, double most) {
        long inScope = count(evidence, e -> e.kind() == Evidence.Kind.IN_SCOPE);
        long ofKind = count(evidence, e -> e.kind() == kind);
        return ofKind == 0 ? 0 : Math.min(most, share * inScope / ofKind);
    }

    private static long count(List<Evidence> evidence, Predicate<Evidence> which) {
        return evidence.stream().filter(which).count();
    }

    /** So low that few rightly recognised questions are lost to a person. */
    private static double personBelow(List<Judged> judged) {
        double[] known = judged.stream()
                .filter(j -> j.evidence.right())
                .mapToDouble(Judged::inScope)
                .sorted()
                .toArray();
        return known.length == 0 ? 1 : known[(int) (known.length * Recipe.LOST_TO_PERSON)];
    }

    /** So low that the most questions are answered directly, and so high that enough of these answers are right. */
    private static double answerFrom(List<Judged> judged, double personBelow) {
        List<Judged> byConfidence = judged.stream()
                .filter(j -> j.evidence.kind() != Evidence.Kind.BLIND && j.inScope >= personBelow)
                .sorted(Comparator.comparingDouble(Judged::right).reversed())
                .toList();
        double from = 1;
        int right = 0;
        for (int i = 0; i < byConfidence.size(); i++) {
            right += byConfidence.get(i).evidence.right() ? 1 : 0;
            if (right >= Recipe.ANSWER_PRECISION * (i + 1)) {
                from = byConfidence.get(i).right;
            }
        }
        return from;
    }
}
