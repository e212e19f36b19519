package de.saalelab.bot.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Deals things into folds so that each fold has its share of every class. */
final class Folds {
    private Folds() {}

    /** For each label its fold, 0 to {@code folds} - 1. The same seed deals the same. */
    static int[] deal(List<String> labels, int folds, long seed) {
        Map<String, List<Integer>> byLabel = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            byLabel.computeIfAbsent(labels.get(i), key -> new ArrayList<>()).add(i);
        }
        Random random = new Random(seed);
        int[] fold = new int[labels.size()];
        int next = 0;
        for (List<Integer> members : byLabel.values()) {
            Collections.shuffle(members, random);
            for (int member : members) {
                fold[member] = next++ % folds;
            }
        }
        return fold;
    }

    /** The members that are, or are not, in the fold. */
    static <T> List<T> pick(List<T> all, int[] folds, int fold, boolean inFold) {
        List<T> picked = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((folds[i] == fold) == inFold) {
                picked.add(all.get(i));
            }
        }
        return picked;
    }
}
