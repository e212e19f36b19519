package de.saalelab.bot.training;

import de.saalelab.bot.Corpus;
import de.saalelab.bot.Intent;
import de.saalelab.bot.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorFactory;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageSample;
import opennlp.tools.ml.naivebayes.NaiveBayesTrainer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/** Trains the guess between German and English on the corpora: naive Bayes over runs of one to three letters. */
public final class LanguageTrainer {
    private LanguageTrainer() {}

    /** All sentences of a corpus that tell of its language. */
    static List<LanguageSample> samples(Corpus corpus) {
        Language language = new Language(corpus.language());
        List<LanguageSample> samples = new ArrayList<>();
        for (Intent intent : corpus.intents()) {
            Stream.concat(Stream.of(intent.title(), intent.answer(), intent.simple()), intent.utterances().stream())
                    .forEach(text -> samples.add(new LanguageSample(language, text)));
        }
        corpus.outOfScope().forEach(text -> samples.add(new LanguageSample(language, text)));
        return samples;
    }

    /** The model file's bytes. */
    public static byte[] train(List<Corpus> corpora) {
        return trainOn(corpora.stream().map(LanguageTrainer::samples).toList(), stamp(corpora));
    }

    /** Names recipe and corpora: equal stamps, equal models. */
    public static String stamp(List<Corpus> corpora) {
        return Recipe.VERSION + "-" + corpora.stream().map(Corpus::hash).collect(Collectors.joining("-"));
    }

    /** One list per language; the smaller ones are repeated so that no language is believed in beforehand. */
    static byte[] trainOn(List<List<LanguageSample>> languages, String stamp) {
        int most = languages.stream().mapToInt(List::size).max().orElse(0);
        List<LanguageSample> samples = new ArrayList<>();
        for (List<LanguageSample> language : languages) {
            for (int i = 0; i < most; i++) {
                samples.add(language.get(i % language.size()));
            }
        }
        TrainingParameters parameters = new TrainingParameters();
        parameters.put(TrainingParameters.ALGORITHM_PARAM, NaiveBayesTrainer.NAIVE_BAYES_VALUE);
        parameters.put(TrainingParameters.CUTOFF_PARAM, 2);
        try {
            return ModelFile.stamped(
                    LanguageDetectorME.train(
                            ObjectStreamUtils.createObjectStream(samples), parameters, new LanguageDetectorFactory()),
                    stamp);
        } catch (IOException e) {
            throw new UncheckedIOException("training from memory", e);
        }
    }
}
