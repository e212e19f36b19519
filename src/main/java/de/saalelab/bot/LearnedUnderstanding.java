package de.saalelab.bot;

import de.saalelab.platform.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The shipped models and what is said to their intents. */
final class LearnedUnderstanding implements Understanding {
    private final Map<Language, Classifier> classifiers = new EnumMap<>(Language.class);
    private final Topics topics = new Topics();

    /** Loads {@code models/de.model} and {@code models/en.model} from the class path. */
    static LearnedUnderstanding load() {
        LearnedUnderstanding understanding = new LearnedUnderstanding();
        understanding.add(Language.GERMAN);
        understanding.add(Language.ENGLISH);
        return understanding;
    }

    private void add(Language language) {
        Classifier classifier = model(language);
        classifiers.put(language, classifier);
        topics.add(language, classifier.intents());
    }

    private static Classifier model(Language language) {
        String name = "/models/%s.model".formatted(language.tag());
        try (InputStream in = LearnedUnderstanding.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the artefact");
            }
            return Classifier.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    @Override
    public Language language(String text, Language preferred) {
        double german = classify(text, Language.GERMAN).confidence();
        double english = classify(text, Language.ENGLISH).confidence();
        if (Math.abs(german - english) < 0.1) {
            return preferred == Language.ENGLISH ? Language.ENGLISH : Language.GERMAN;
        }
        return english > german ? Language.ENGLISH : Language.GERMAN;
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
