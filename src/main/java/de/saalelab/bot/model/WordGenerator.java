package de.saalelab.bot.model;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import opennlp.tools.doccat.FeatureGenerator;

/** The words themselves, as {@code w=word}. */
public final class WordGenerator implements FeatureGenerator {
    static final String PREFIX = "w=";

    /** For OpenNLP, which creates generators by name. */
    public WordGenerator() {}

    @Override
    public Collection<String> extractFeatures(String[] text, Map<String, Object> extraInformation) {
        return Stream.of(text).map(PREFIX::concat).toList();
    }
}
