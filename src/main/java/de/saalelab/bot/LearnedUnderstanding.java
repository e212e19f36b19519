package de.saalelab.bot;

import de.saalelab.bot.model.Words;
import de.saalelab.platform.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The shipped models, and what is said to their intents. */
final class LearnedUnderstanding implements Understanding {
    private static final int A_FEW = 2;

    private final LanguageGuess guess;
    private final Map<Language, Classifier> classifiers = new EnumMap<>(Language.class);
    private final Topics topics = new Topics();

    private LearnedUnderstanding(LanguageGuess guess) {
        this.guess = guess;
    }

    /** Loads {@code models/de.model}, {@code models/en.model} and {@code models/language.model} from the class path. */
    static LearnedUnderstanding load() {
        LearnedUnderstanding understanding =
                new LearnedUnderstanding(resource("/models/language.model", LanguageGuess::load));
        understanding.add(Language.GERMAN);
        understanding.add(Language.ENGLISH);
        return understanding;
    }

    private void add(Language language) {
        Classifier classifier = resource("/models/%s.model".formatted(language.tag()), Classifier::load);
        classifiers.put(language, classifier);
        topics.add(language, classifier.intents());
    }

    private interface Loading<T> {
        T load(InputStream in) throws IOException;
    }

    private static <T> T resource(String name, Loading<T> loading) {
        try (InputStream in = LearnedUnderstanding.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the artefact");
            }
            return loading.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /**
     * A word or two can be either language, so a guess against what the asker reads does not count alone: a few words that mean something in the
     * language that they read are taken for that, and longer texts must be understood better in the other one.
     */
    @Override
    public Language language(String text, Language preferred) {
        Language read = preferred == Language.ENGLISH ? Language.ENGLISH : Language.GERMAN;
        if (text.codePoints().noneMatch(Character::isLetter)) {
            return read;
        }
        Language guessed = guess.of(text).equals(Language.ENGLISH.tag()) ? Language.ENGLISH : Language.GERMAN;
        if (guessed == read) {
            return read;
        }
        Classification own = classify(text, read);
        boolean few = Words.of(text, read.tag()).size() <= A_FEW;
        boolean means = few && own.band() != Band.PERSON;
        return means || own.confidence() > classify(text, guessed).confidence() ? read : guessed;
    }

    @Override
    public Classification classify(String text, Language language) {
        Classifier classifier = classifiers.get(language);
        if (classifier == null) {
            throw new IllegalStateException("No model for " + language);
        }
        return classifier.classify(text);
    }

    @Override
    public Optional<Topic> topic(String intent, Language language) {
        return topics.find(intent, language);
    }
}
