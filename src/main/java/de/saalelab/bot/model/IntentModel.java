package de.saalelab.bot.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.doccat.DoccatModel;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.util.InvalidFormatException;
import opennlp.tools.util.ext.ExtensionLoader;
import opennlp.tools.util.jvm.StringInterners;

/** A loaded model: reads a text and says how near it is to each intent. Immutable, safe for any number of threads. */
public final class IntentModel {
    static {
        // OpenNLP creates generators by class name, and only from packages that were allowed.
        ExtensionLoader.registerAllowedPackage(IntentModel.class.getPackageName());
    }

    /** Below this known share of letter runs a text without a known word is noise. */
    private static final float HALF_KNOWN = 0.5f;

    private final DoccatModel file;
    private final MaxentModel scores;
    private final List<String> intents;
    private final int lineOutcome;
    private final int outOfScopeOutcome;
    private final Map<String, Float> termWeights;
    private final Weighting weighting;
    private final TermExtractor extractor;
    private final SpellingRepair spelling;
    private final Calibration calibration;
    private final String stamp;

    /**
     * What the model sees in a text.
     *
     * @param understood false when there is nothing to go by: no word, or nothing but unknown ones
     * @param margins per intent the distance to its hyperplane
     * @param signals what the confidence is computed from
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
    public record Reading(boolean understood, double[] margins, double[] signals) {
        private static final Reading NOTHING = new Reading(false, new double[0], new double[Signals.COUNT]);
    }

    private IntentModel(DoccatModel file) throws IOException {
        this.file = file;
        this.scores = file.getMaxentModel();
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < scores.getNumOutcomes(); i++) {
            outcomes.add(scores.getOutcome(i));
        }
        this.lineOutcome = outcomes.indexOf(ModelFile.LINE);
        this.outOfScopeOutcome = outcomes.indexOf(ModelParts.OUT_OF_SCOPE);
        outcomes.removeAll(List.of(ModelFile.LINE, ModelParts.OUT_OF_SCOPE));
        this.intents = List.copyOf(outcomes);
        Concepts concepts = Concepts.parse(text(ModelFile.CONCEPTS), file.getLanguage());
        this.stamp = text(ModelFile.STAMP);
        this.termWeights = terms(text(ModelFile.TERMS));
        this.weighting =
                new Weighting(floats(property(ModelFile.BLOCK_WEIGHTS)), floats(property(ModelFile.UNKNOWN))[0]);
        this.extractor = new TermExtractor(file.getFactory().getFeatureGenerators(), concepts);
        this.spelling = spelling(termWeights, weighting.unknown(), concepts);
        this.calibration = new Calibration(
                Logistic.parse(property(ModelFile.RIGHT)),
                Logistic.parse(property(ModelFile.IN_SCOPE)),
                Double.parseDouble(property(ModelFile.ANSWER_FROM)),
                Double.parseDouble(property(ModelFile.PERSON_BELOW)));
    }

    /**
     * Reads a model file.
     *
     * @throws IOException when it cannot be read or is no model of the bot
     */
    public static IntentModel load(InputStream in) throws IOException {
        DoccatModel file = new DoccatModel(new BufferedInputStream(new ByteArrayInputStream(in.readAllBytes())));
        return new IntentModel(file);
    }

    /** The words that a model repairs towards: those of its training, and those of the concepts. */
    public static SpellingRepair spelling(Map<String, Float> termWeights, float unknown, Concepts concepts) {
        Map<String, Float> vocabulary = new HashMap<>();
        concepts.words().forEach(word -> vocabulary.put(word, 0f));
        termWeights.forEach((term, weight) -> {
            if (term.startsWith(WordGenerator.PREFIX)) {
                // A low weight is a common word.
                vocabulary.put(term.substring(WordGenerator.PREFIX.length()), Math.max(0, unknown - weight));
            }
        });
        return new SpellingRepair(vocabulary);
    }

    private String text(String artifact) throws IOException {
        byte[] bytes = file.getArtifact(artifact);
        if (bytes == null) {
            throw new InvalidFormatException("not a model of the bot: " + artifact + " is missing");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String property(String key) throws IOException {
        String value = file.getManifestProperty(key);
        if (value == null) {
            throw new InvalidFormatException("not a model of the bot: " + key + " is missing");
        }
        return value;
    }

    private static Map<String, Float> terms(String text) {
        Map<String, Float> terms = new HashMap<>();
        text.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            terms.put(StringInterners.intern(line.substring(tab + 1)), Float.valueOf(line.substring(0, tab)));
        });
        return terms;
    }

    private static float[] floats(String text) {
        String[] parts = text.split(" ", -1);
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Float.parseFloat(parts[i]);
        }
        return numbers;
    }

    /** de or en. */
    public String language() {
        return file.getLanguage();
    }

    /** The intents, in the order of the margins. */
    public List<String> intents() {
        return intents;
    }

    /** Names recipe and corpus: equal stamps, equal models. */
    public String stamp() {
        return stamp;
    }

    /** Confidence and bands. */
    public Calibration calibration() {
        return calibration;
    }

    /** Reads a text. */
    public Reading read(String text) {
        List<String> words = spelling.repair(Words.of(text, language()));
        if (words.isEmpty()) {
            return Reading.NOTHING;
        }
        Terms terms = extractor.terms(words);
        float[] weights = new float[terms.names().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = termWeights.getOrDefault(terms.names()[i], 0f);
        }
        Weighting.Weighted weighted = weighting.weigh(terms.counts(), terms.ends(), weights);
        if (!understood(weighted)) {
            return Reading.NOTHING;
        }
        double[] all = evaluate(terms, weighted.values());
        double line = all[lineOutcome];
        double outOfScope = outOfScopeOutcome < 0 ? 0 : StrictMath.log(all[outOfScopeOutcome] / line);
        double[] margins = new double[intents.size()];
        // Intents come first among the outcomes.
        Arrays.setAll(margins, i -> StrictMath.log(all[i] / line));
        return new Reading(true, margins, Signals.of(margins, outOfScope, weighted, words.size()));
    }

    private static boolean understood(Weighting.Weighted weighted) {
        return weighted.known()[TermExtractor.WORDS] > 0
                || weighted.known()[TermExtractor.CONCEPTS] > 0
                || weighted.known()[TermExtractor.CHARS] >= HALF_KNOWN;
    }

    private double[] evaluate(Terms terms, float[] values) {
        String[] context = new String[values.length + 1];
        float[] known = new float[values.length + 1];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                context[n] = terms.names()[i];
                known[n++] = values[i];
            }
        }
        context[n] = ModelFile.BIAS;
        known[n++] = 1;
        return scores.eval(Arrays.copyOf(context, n), Arrays.copyOf(known, n));
    }
}
