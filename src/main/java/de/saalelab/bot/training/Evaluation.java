package de.saalelab.bot.training;

import de.saalelab.bot.Classification;
import de.saalelab.bot.Classifier;
import de.saalelab.bot.model.IntentModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Examines the recipe: trains it, asks what it has not learned, and counts. Nothing but real model files is examined. */
public final class Evaluation {
    private static final int TYPOS = 2;
    private static final int LATENCY_QUESTIONS = 2_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String language;
    private final long seed;
    private final Consumer<String> progress;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Asked> typos = new ArrayList<>();
    private final List<Asked> plain = new ArrayList<>();
    private double trainingNanos;
    private int trainings;
    private Examinee last = Examinee.NOBODY;

    private Evaluation(String language, long seed, Consumer<String> progress) {
        this.language = language;
        this.seed = seed;
        this.progress = progress;
    }

    /** A trained model under examination. */
    private record Examinee(
            @Nullable Classifier classifier, @Nullable IntentModel model, long bytes, double loadNanos) {
        private static final Examinee NOBODY = new Examinee(null, null, 0, 0);

        Classification classify(String text) {
            if (classifier == null) {
                throw new IllegalStateException("nobody was trained yet");
            }
            return classifier.classify(text);
        }

        Asked ask(String text, @Nullable String intent) {
            Classification answer = classify(text);
            IntentModel.Reading reading = Objects.requireNonNull(model).read(text);
            double inScope =
                    reading.understood() ? model.calibration().inScope().probability(reading.signals()) : 0;
            return new Asked(text, intent, answer, inScope);
        }
    }

    /**
     * Stratified cross-validation: each sentence is asked once, of a model that was trained on the other folds.
     *
     * @throws IllegalArgumentException when there are fewer than two folds or intents
     */
    public static Report crossValidate(TrainingSet set, int folds, long seed, Consumer<String> progress) {
        if (folds < 2) {
            throw new IllegalArgumentException("two folds are the least");
        }
        Evaluation evaluation = new Evaluation(set.language(), seed, progress);
        int[] fold = Folds.deal(set.examples().stream().map(Example::intent).toList(), folds, seed);
        int[] outsideFold = Folds.deal(set.outOfScope().stream().map(text -> "").toList(), folds, seed);
        for (int f = 0; f < folds; f++) {
            progress.accept("fold %d of %d".formatted(f + 1, folds));
            TrainingSet learned = set.with(
                    Folds.pick(set.examples(), fold, f, false), Folds.pick(set.outOfScope(), outsideFold, f, false));
            evaluation.train(learned);
            evaluation.ask(
                    Folds.pick(set.examples(), fold, f, true), Folds.pick(set.outOfScope(), outsideFold, f, true));
        }
        return evaluation.report(folds + "-fold cross-validation", set.intents().size());
    }

    /**
     * Trains on a set and asks another.
     *
     * @throws IllegalArgumentException when the set has fewer than two intents
     */
    public static Report onTest(
            TrainingSet set, List<Example> test, List<String> outOfScope, long seed, Consumer<String> progress) {
        Evaluation evaluation = new Evaluation(set.language(), seed, progress);
        evaluation.train(set);
        progress.accept("asking %d questions".formatted(test.size() + outOfScope.size()));
        evaluation.ask(test, outOfScope);
        return evaluation.report("training and test set", set.intents().size());
    }

    private void train(TrainingSet set) {
        long start = System.nanoTime();
        byte[] bytes = Trainer.train(set, seed, progress);
        long trained = System.nanoTime();
        try {
            Classifier classifier = Classifier.load(new ByteArrayInputStream(bytes));
            double loading = System.nanoTime() - trained;
            last = new Examinee(classifier, IntentModel.load(new ByteArrayInputStream(bytes)), bytes.length, loading);
        } catch (IOException e) {
            throw new UncheckedIOException("a model that was just written", e);
        }
        trainingNanos += trained - start;
        trainings++;
    }

    private void ask(List<Example> examples, List<String> outOfScope) {
        for (Example example : examples) {
            asked.add(last.ask(example.text(), example.intent()));
            // Not the errors that training has seen in this sentence.
            String mistyped =
                    Typos.in(example.text(), TYPOS, ~seed * 31 + example.text().hashCode());
            typos.add(last.ask(mistyped, example.intent()));
            plain.add(last.ask(plain(example.text()), example.intent()));
        }
        outOfScope.forEach(text -> asked.add(last.ask(text, null)));
    }

    /** As typed in a hurry: lower case, no punctuation, ae for ä. */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replaceAll("['’]", "")
                .replaceAll("[\\p{Punct}„“”…–·]+", " ")
                .strip();
    }

    private Report report(String method, int intents) {
        Figures figures = new Figures(asked);
        double accuracy = figures.accuracy();
        double mistyped = new Figures(typos).accuracy();
        double written = new Figures(plain).accuracy();
        return new Report(
                language,
                Recipe.VERSION,
                method,
                seed,
                intents,
                figures.questions(),
                accuracy,
                figures.top3(),
                figures.macroF1(),
                figures.bands(),
                figures.calibrationError(),
                figures.outOfScope(),
                new Report.Robustness(mistyped, accuracy - mistyped, written, accuracy - written),
                cost(),
                figures.confusions(),
                figures.perIntent());
    }

    private Report.Cost cost() {
        progress.accept("measuring time");
        List<String> questions =
                asked.stream().limit(LATENCY_QUESTIONS).map(Asked::text).toList();
        double[] millis = new double[questions.size()];
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (int i = 0; i < millis.length; i++) {
                long start = System.nanoTime();
                last.classify(questions.get(i));
                millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
            }
        }
        Arrays.sort(millis);
        return new Report.Cost(
                trainingNanos / 1e9 / trainings,
                last.bytes,
                last.loadNanos / NANOS_PER_MILLI,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100]);
    }
}
