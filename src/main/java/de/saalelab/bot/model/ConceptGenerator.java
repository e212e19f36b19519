package de.saalelab.bot.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import opennlp.tools.doccat.FeatureGenerator;

/** What the words stand for, as {@code k=concept}: “Perso” and “Personalausweis” are one. */
public final class ConceptGenerator implements FeatureGenerator {
    /** Under this key the extra information holds the {@link Concepts}. */
    public static final String CONCEPTS = "concepts";

    /** For OpenNLP, which creates generators by name. */
    public ConceptGenerator() {}

    @Override
    public Collection<String> extractFeatures(String[] text, Map<String, Object> extraInformation) {
        return extraInformation.get(CONCEPTS) instanceof Concepts concepts
                ? concepts.in(List.of(text)).stream().map("k="::concat).toList()
                : List.of();
    }
}
