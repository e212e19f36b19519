package de.saalelab.bot;

import de.saalelab.platform.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The shipped models, and what is said to their intents. */
final class LearnedUnderstanding implements Understanding {
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
     * A few words can be either language: when the guess goes against what the asker reads, it must also be the
     * language in which the question is understood at least as well.
     */
    @Override
    public Language language(String text, Language preferred) {
        Language read = preferred == Language.ENGLISH ? Language.ENGLISH : Language.GERMAN;
        if (text.codePoints().noneMatch(Character::isLetter)) {
            return read;
        }
        Language guessed = guess.of(text).equals(Language.ENGLISH.tag()) ? Language.ENGLISH : Language.GERMAN;
        boolean stays = guessed == read
                || classify(text, read).confidence() > classify(text, guessed).confidence();
        return stays ? read : guessed;
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
