package de.saalelab.bot.model;

import java.util.ArrayList;
import java.util.List;
import opennlp.tools.stemmer.snowball.SnowballStemmer;

/** What both stem generators share. */
final class Stems {
    private Stems() {}

    static List<String> features(String[] text, SnowballStemmer.ALGORITHM algorithm) {
        // A stemmer has state and is no friend of threads; its tables are static, so a new one costs nothing.
        SnowballStemmer stemmer = new SnowballStemmer(algorithm);
        List<String> features = new ArrayList<>(text.length);
        for (String word : text) {
            features.add("s=" + stemmer.stem(word));
        }
        return features;
    }
}
