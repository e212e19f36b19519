package de.saalelab.bot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Guesses whether a question is German or English: OpenNLP's language detector, trained on our own corpora, which knows no
 * third language to be wrong with. Safe for any number of threads.
 */
public final class LanguageGuess {
    private static final String FALLBACK = "de";

    private final LanguageDetectorME detector;

    private LanguageGuess(LanguageDetectorModel model) {
        this.detector = new LanguageDetectorME(model);
    }

    /**
     * Loads the model file.
     *
     * @throws IOException when it cannot be read or is no language model
     */
    public static LanguageGuess load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return load(in);
        }
    }

    /**
     * Loads the model from a stream, which stays open.
     *
     * @throws IOException when it cannot be read or is no language model
     */
    public static LanguageGuess load(InputStream in) throws IOException {
        return new LanguageGuess(new LanguageDetectorModel(new BufferedInputStream(in)));
    }

    /** de or en; de when nothing speaks for either. */
    public String of(String text) {
        if (text.codePoints().noneMatch(Character::isLetter)) {
            return FALLBACK;
        }
        Language guess = detector.predictLanguage(text);
        return guess.getLang();
    }
}
