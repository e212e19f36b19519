package de.saalelab.bot.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import opennlp.tools.doccat.FeatureGenerator;

/**
 * Runs of two to five letters within words, word ends marked, as {@code c=_auto}. The strongest of the features: they see
 * through inflection, compounds and typing errors.
 */
public final class CharGramGenerator implements FeatureGenerator {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 5;

    /** For OpenNLP, which creates generators by name. */
    public CharGramGenerator() {}

    @Override
    public Collection<String> extractFeatures(String[] text, Map<String, Object> extraInformation) {
        List<String> features = new ArrayList<>(text.length * 24);
        for (String word : text) {
            String marked = "_" + word + "_";
            for (int length = SHORTEST; length <= LONGEST; length++) {
                for (int start = 0; start + length <= marked.length(); start++) {
                    features.add("c=" + marked.substring(start, start + length));
                }
            }
        }
        return features;
    }
}
