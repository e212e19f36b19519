package de.saalelab.bot.training;

import java.util.Arrays;
import java.util.List;

/** How often terms occur, and in how many intents: from this come their weights. */
final class TermStatistics {
    private final int[] texts;
    private final int[] intents;
    private final int lessons;
    private final int labels;

    TermStatistics(List<Lesson> lessons, int terms, int labels) {
        this.lessons = lessons.size();
        this.labels = labels;
        this.texts = new int[terms];
        this.intents = new int[terms];
        int[] lastLabel = new int[terms];
        Arrays.fill(lastLabel, -1);
        // By label, so that one look back tells whether a term is new to the intent.
        List<Lesson> byLabel = lessons.stream()
                .sorted((a, b) -> Integer.compare(a.label(), b.label()))
                .toList();
        for (Lesson lesson : byLabel) {
            for (int id : lesson.clean().ids()) {
                texts[id]++;
                if (lastLabel[id] != lesson.label()) {
                    lastLabel[id] = lesson.label();
                    intents[id]++;
                }
            }
        }
    }

    /** The weight of a term that never occurs. */
    float unknown() {
        return (float) (StrictMath.log(1.0 + lessons) + 1);
    }

    /** Per term its weight; 0 for those that do not occur. */
    float[] weights() {
        float[] weights = new float[texts.length];
        for (int id = 0; id < weights.length; id++) {
            if (texts[id] > 0) {
                double rarity = StrictMath.log((1.0 + lessons) / (1.0 + texts[id])) + 1;
                // In how many intents it would be, were its occurrences strewn at random.
                double expected = labels * (1 - StrictMath.pow(1 - 1.0 / labels, texts[id]));
                double affinity = StrictMath.pow(expected / intents[id], Recipe.CLASS_AFFINITY);
                weights[id] = (float) (rarity * affinity);
            }
        }
        return weights;
    }
}
