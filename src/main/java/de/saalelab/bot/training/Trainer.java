package de.saalelab.bot.training;

import de.saalelab.bot.model.Calibration;
import de.saalelab.bot.model.IntentModel;
import de.saalelab.bot.model.ModelFile;
import de.saalelab.bot.model.ModelParts;
import de.saalelab.bot.model.SpellingRepair;
import de.saalelab.bot.model.TermExtractor;
import de.saalelab.bot.model.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Trains a model: prepares the sentences, looks by cross-validation how far the model can be trusted, and trains on
 * everything. The same set and seed give the same bytes.
 */
public final class Trainer {
    private static final int FEWEST_ROUNDS = 3;

    private final TrainingSet set;
    private final long seed;
    private final Consumer<String> progress;
    private final List<String> intents;
    private final TermExtractor extractor;
    private final Row.Dictionary dictionary = new Row.Dictionary();
    private final boolean teachesOutOfScope;

    private Trainer(TrainingSet set, long seed, Consumer<String> progress) {
        this.set = set;
        this.seed = seed;
        this.progress = progress;
        this.intents = set.intents();
        this.extractor = TermExtractor.of(set.language(), set.concepts());
        this.teachesOutOfScope = set.outOfScope().size() >= Recipe.FEWEST_OUT_OF_SCOPE;
        if (intents.size() < 2) {
            throw new IllegalArgumentException("Two intents are the least that can be told apart, found " + intents);
        }
    }

    /**
     * Trains.
     *
     * @return the model file's bytes
     * @throws IllegalArgumentException when there are fewer than two intents, or the language is unknown
     */
    public static byte[] train(TrainingSet set, long seed, Consumer<String> progress) {
        return new Trainer(set, seed, progress).run();
    }

    /** The version of the recipe and the hash of the set: equal stamps, equal models. */
    public static String stamp(TrainingSet set) {
        return Recipe.VERSION + "-" + set.hash();
    }

    private byte[] run() {
        List<Lesson> lessons = lessons(set.examples());
        List<Lesson> support = lessons(set.support());
        List<Lesson> outside = lessons(set.outOfScope().stream()
                .map(text -> new Example(text, ModelParts.OUT_OF_SCOPE))
                .toList());
        List<Evidence> evidence = new ArrayList<>();
        crossValidate(lessons, support, outside, evidence);
        goBlind(lessons, support, outside, evidence);
        progress.accept("training on all %d sentences".formatted(lessons.size() + support.size() + outside.size()));
        LinearModel model = model(lessons, support, outside);
        Pupil pupil = new Pupil(model);
        set.validation().forEach(example -> evidence.add(pupil.examine(example)));
        return ModelFile.bytes(parts(model, CalibrationFit.fit(evidence)));
    }

    private List<Lesson> lessons(List<Example> examples) {
        List<Lesson> lessons = new ArrayList<>(examples.size());
        for (Example example : examples) {
            Row clean = dictionary.learn(extractor.terms(Words.of(example.text(), set.language())));
            String typed = Typos.in(
                    example.text(), Recipe.TYPOS, seed * 31 + example.text().hashCode());
            Row noisy = dictionary.row(extractor.terms(Words.of(typed, set.language())));
            lessons.add(new Lesson(example.text(), clean, noisy, label(example.intent()), example.weight()));
        }
        return lessons;
    }

    private int label(String intent) {
        int label = Collections.binarySearch(intents, intent);
        return label < 0 ? intents.size() : label;
    }

    private LinearModel model(List<Lesson> lessons, List<Lesson> support, List<Lesson> outside) {
        List<Lesson> all = new ArrayList<>(lessons);
        all.addAll(support);
        if (teachesOutOfScope) {
            all.addAll(outside);
        }
        return LinearModel.train(all, dictionary.size(), intents.size() + (teachesOutOfScope ? 1 : 0), seed);
    }

    /** Each sentence is judged once by a model that did not learn it. */
    private void crossValidate(
            List<Lesson> lessons, List<Lesson> support, List<Lesson> outside, List<Evidence> evidence) {
        int rounds = rounds(lessons.size());
        int[] folds = deal(lessons, Recipe.FOLDS);
        // What is out of scope is little: all of it is held out once, in however many rounds there are.
        int[] outsideFolds = deal(outside, rounds);
        for (int fold = 0; fold < rounds; fold++) {
            progress.accept("confidence: fold %d of %d".formatted(fold + 1, rounds));
            List<Lesson> outsideLearned = Folds.pick(outside, outsideFolds, fold, false);
            Pupil pupil = new Pupil(model(Folds.pick(lessons, folds, fold, false), support, outsideLearned));
            Folds.pick(lessons, folds, fold, true)
                    .forEach(lesson -> evidence.add(pupil.examine(lesson, Evidence.Kind.IN_SCOPE)));
            Folds.pick(outside, outsideFolds, fold, true)
                    .forEach(lesson -> evidence.add(pupil.examine(lesson, Evidence.Kind.OUT_OF_SCOPE)));
        }
    }

    private static int rounds(int lessons) {
        return Math.clamp((long) Recipe.ENOUGH_EVIDENCE * Recipe.FOLDS / lessons, FEWEST_ROUNDS, Recipe.FOLDS);
    }

    private int[] deal(List<Lesson> lessons, int folds) {
        return Folds.deal(
                lessons.stream().map(lesson -> Integer.toString(lesson.label())).toList(), folds, seed);
    }

    /** Some intents are left out altogether: their sentences show what a model makes of questions that it cannot know. */
    private void goBlind(List<Lesson> lessons, List<Lesson> support, List<Lesson> outside, List<Evidence> evidence) {
        List<Integer> shuffled = new ArrayList<>();
        for (int label = 0; label < intents.size(); label++) {
            shuffled.add(label);
        }
        Collections.shuffle(shuffled, new Random(seed));
        int left = (int) (intents.size() * Recipe.BLIND_SHARE);
        int rounds = lessons.size() > Recipe.ENOUGH_EVIDENCE ? 1 : Recipe.BLIND_ROUNDS;
        for (int round = 0; left > 0 && round < rounds; round++) {
            progress.accept("confidence: questions that it cannot know, %d of %d".formatted(round + 1, rounds));
            Set<Integer> unseen = new HashSet<>(shuffled.subList(round * left, (round + 1) * left));
            Predicate<Lesson> hidden = lesson -> unseen.contains(lesson.label());
            Pupil pupil = new Pupil(model(
                    lessons.stream().filter(hidden.negate()).toList(),
                    support.stream().filter(hidden.negate()).toList(),
                    outside));
            lessons.stream().filter(hidden).forEach(lesson -> evidence.add(pupil.examine(lesson, Evidence.Kind.BLIND)));
        }
    }

    private ModelParts parts(LinearModel model, Calibration calibration) {
        return new ModelParts(
                set.language(),
                stamp(set),
                intents,
                teachesOutOfScope,
                dictionary.names(),
                model.termWeights(),
                model.outcomes(),
                model.strengths(),
                model.weighting(),
                set.concepts(),
                calibration);
    }

    /** A model under examination: it reads as the finished one will, repairs of spelling included. */
    private final class Pupil {
        private final LinearModel model;
        private final SpellingRepair spelling;

        Pupil(LinearModel model) {
            this.model = model;
            String[] names = dictionary.names();
            Map<String, Float> known = new HashMap<>();
            for (int id = 0; id < names.length; id++) {
                if (model.termWeights()[id] > 0) {
                    known.put(names[id], model.termWeights()[id]);
                }
            }
            this.spelling = IntentModel.spelling(known, model.weighting().unknown(), set.concepts());
        }

        Evidence examine(Example example) {
            boolean outside = label(example.intent()) == intents.size();
            return examine(
                    example.text(),
                    label(example.intent()),
                    outside ? Evidence.Kind.OUT_OF_SCOPE : Evidence.Kind.IN_SCOPE);
        }

        Evidence examine(Lesson lesson, Evidence.Kind kind) {
            return examine(lesson.text(), lesson.label(), kind);
        }

        private Evidence examine(String text, int label, Evidence.Kind kind) {
            List<String> words = spelling.repair(Words.of(text, set.language()));
            Row row = dictionary.row(extractor.terms(words));
            LinearModel.Verdict verdict = model.judge(row, words.size(), intents.size());
            boolean right = kind == Evidence.Kind.IN_SCOPE && verdict.first() == label;
            return new Evidence(kind, right, verdict.signals());
        }
    }
}
