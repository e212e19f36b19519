package de.saalelab.bot.model;

import java.util.Collection;
import java.util.Map;
import opennlp.tools.doccat.FeatureGenerator;
import opennlp.tools.stemmer.snowball.SnowballStemmer;

/** English word stems by Snowball, as {@code s=stem}. */
public final class EnglishStemGenerator implements FeatureGenerator {
    /** For OpenNLP, which creates generators by name. */
    public EnglishStemGenerator() {}

    @Override
    public Collection<String> extractFeatures(String[] text, Map<String, Object> extraInformation) {
        return Stems.features(text, SnowballStemmer.ALGORITHM.ENGLISH);
    }
}
