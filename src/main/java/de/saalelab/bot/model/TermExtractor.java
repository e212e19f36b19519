package de.saalelab.bot.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import opennlp.tools.doccat.FeatureGenerator;

/** From words to terms, by the feature generators of a language. */
public final class TermExtractor {
    private static final FeatureGenerator[] GERMAN = {
        new WordGenerator(),
        new GermanStemGenerator(),
        new CharGramGenerator(),
        new BigramGenerator(),
        new ConceptGenerator()
    };
    private static final FeatureGenerator[] ENGLISH = {
        new WordGenerator(),
        new EnglishStemGenerator(),
        new CharGramGenerator(),
        new BigramGenerator(),
        new ConceptGenerator()
    };
    /** Which block is which; the order of the generators. */
    static final int WORDS = 0;

    static final int CHARS = 2;
    static final int CONCEPTS = 4;

    private final FeatureGenerator[] generators;
    private final Map<String, Object> extra;

    /** With generators from a model file. */
    TermExtractor(FeatureGenerator[] generators, Concepts concepts) {
        this.generators = generators.clone();
        this.extra = Map.of(ConceptGenerator.CONCEPTS, concepts);
    }

    /** With the generators of a language that the recipe knows. */
    public static TermExtractor of(String language, Concepts concepts) {
        return new TermExtractor(generators(language), concepts);
    }

    static FeatureGenerator[] generators(String language) {
        return switch (language) {
            case "de" -> GERMAN;
            case "en" -> ENGLISH;
            default -> throw new IllegalArgumentException("The bot speaks de and en, not '" + language + "'");
        };
    }

    /** The terms of folded words. */
    public Terms terms(List<String> words) {
        String[] text = words.toArray(String[]::new);
        List<Collection<String>> blocks = new ArrayList<>(generators.length);
        for (FeatureGenerator generator : generators) {
            blocks.add(generator.extractFeatures(text, extra));
        }
        return Terms.of(blocks);
    }
}
