package de.saalelab.bot.model;

import java.util.Collection;
import java.util.Map;
import opennlp.tools.doccat.FeatureGenerator;
import opennlp.tools.stemmer.snowball.SnowballStemmer;

/** German word stems by Snowball, as {@code s=stem}. */
public final class GermanStemGenerator implements FeatureGenerator {
    /** For OpenNLP, which creates generators by name. */
    public GermanStemGenerator() {}

    @Override
    public Collection<String> extractFeatures(String[] text, Map<String, Object> extraInformation) {
        return Stems.features(text, SnowballStemmer.ALGORITHM.GERMAN);
    }
}
