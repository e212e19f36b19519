package de.saalelab.bot;

import de.saalelab.bot.model.Calibration;
import de.saalelab.bot.model.IntentModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells what a question is about. Immutable, safe for any number of threads; an answer takes well under a millisecond. */
public final class Classifier {
    private static final int MOST_CANDIDATES = 3;
    /** Margins times this make a usable distribution over the runners-up. */
    private static final double SHARPNESS = 5;

    private final IntentModel model;

    private Classifier(IntentModel model) {
        this.model = model;
    }

    /**
     * Loads a model file.
     *
     * @throws IOException when it cannot be read or is no model of the bot
     */
    public static Classifier load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return load(in);
        }
    }

    /**
     * Loads a model from a stream, which stays open.
     *
     * @throws IOException when it cannot be read or is no model of the bot
     */
    public static Classifier load(InputStream in) throws IOException {
        try {
            return new Classifier(IntentModel.load(in));
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            // OpenNLP reads on through whatever it is given, and stumbles over what is not there.
            throw new IOException("This is no model of the bot", e);
        }
    }

    /** de or en. */
    public String language() {
        return model.language();
    }

    /** All intents that it can recognise. */
    public List<String> intents() {
        return model.intents();
    }

    /** Names recipe and corpus: equal stamps, equal models. */
    public String stamp() {
        return model.stamp();
    }

    /** From this confidence on it answers directly. */
    public double answerFrom() {
        return model.calibration().answerFrom();
    }

    /** What the question is about. */
    public Classification classify(String text) {
        IntentModel.Reading reading = model.read(text);
        if (!reading.understood()) {
            return Classification.NOTHING;
        }
        Calibration calibration = model.calibration();
        double confidence = calibration.right().probability(reading.signals());
        double inScope = calibration.inScope().probability(reading.signals());
        return new Classification(candidates(reading.margins(), confidence), band(confidence, inScope), confidence);
    }

    private Band band(double confidence, double inScope) {
        if (inScope < model.calibration().personBelow()) {
            return Band.PERSON;
        }
        return confidence >= model.calibration().answerFrom() ? Band.ANSWER : Band.CHOICES;
    }

    private List<Candidate> candidates(double[] margins, double confidence) {
        int[] best = nearest(margins);
        double rest = 0;
        for (int i = 0; i < margins.length; i++) {
            if (i != best[0]) {
                rest += Math.exp(SHARPNESS * margins[i]);
            }
        }
        List<Candidate> candidates = new ArrayList<>(best.length);
        candidates.add(new Candidate(model.intents().get(best[0]), confidence));
        for (int i = 1; i < best.length; i++) {
            // What the first leaves is shared among the others, none of which may overtake it.
            double share = (1 - confidence) * Math.exp(SHARPNESS * margins[best[i]]) / rest;
            candidates.add(new Candidate(model.intents().get(best[i]), Math.min(share, confidence)));
        }
        return List.copyOf(candidates);
    }

    private static int[] nearest(double[] margins) {
        int[] best = new int[Math.min(MOST_CANDIDATES, margins.length)];
        int found = 0;
        for (int i = 0; i < margins.length; i++) {
            int at = Math.min(found, best.length);
            while (at > 0 && margins[i] > margins[best[at - 1]]) {
                if (at < best.length) {
                    best[at] = best[at - 1];
                }
                at--;
            }
            if (at < best.length) {
                best[at] = i;
                found++;
            }
        }
        return best;
    }
}
