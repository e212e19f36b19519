package de.saalelab.bot.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import opennlp.tools.doccat.FeatureGenerator;

/** Neighbouring words, the ends of the text included, as {@code b=one two}. */
public final class BigramGenerator implements FeatureGenerator {
    /** For OpenNLP, which creates generators by name. */
    public BigramGenerator() {}

    @Override
    public Collection<String> extractFeatures(String[] text, Map<String, Object> extraInformation) {
        List<String> features = new ArrayList<>(text.length + 1);
        String previous = "^";
        for (String word : text) {
            features.add("b=" + previous + " " + word);
            previous = word;
        }
        features.add("b=" + previous + " $");
        return features;
    }
}
