package de.saalelab.bot.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Replaces a word that the model has never seen by the known word one typing error away: a letter missing, doubled, wrong,
 * or two swapped. Found by comparing what remains of both after leaving out one letter, which needs no scan of the
 * vocabulary.
 */
public final class SpellingRepair {
    private static final int SHORTEST = 4;
    /** A first letter is rarely mistyped: a candidate that keeps it beats any that is only more frequent. */
    private static final float SAME_START = 100;

    private final Map<String, Float> vocabulary;
    private final String[] words;
    private final float[] frequencies;
    /** Sorted; the upper half is a hash of a word with one letter left out, the lower half the word's number. */
    private final long[] shortened;

    /** Over known words and how common each is, on any scale where more is more common (at most 99). */
    public SpellingRepair(Map<String, Float> vocabulary) {
        this.vocabulary = vocabulary;
        TreeMap<String, Float> repairable = new TreeMap<>();
        vocabulary.forEach((word, frequency) -> {
            if (word.length() >= SHORTEST - 1) {
                repairable.put(word, frequency);
            }
        });
        words = repairable.keySet().toArray(String[]::new);
        frequencies = new float[words.length];
        long[] keys = new long
                [Arrays.stream(words).mapToInt(word -> word.length() + 1).sum()];
        int[] size = {0};
        for (int w = 0; w < words.length; w++) {
            frequencies[w] = repairable.getOrDefault(words[w], 0f);
            long number = w;
            forEachShortened(words[w], hash -> keys[size[0]++] = hash << 32 | number);
        }
        Arrays.sort(keys);
        shortened = keys;
    }

    /** Each word as it is, or repaired. */
    public List<String> repair(List<String> text) {
        return text.stream().map(this::repair).toList();
    }

    private String repair(String word) {
        if (word.length() < SHORTEST
                || vocabulary.containsKey(word)
                || !word.chars().allMatch(Character::isLetter)) {
            return word;
        }
        Best best = new Best(word);
        forEachShortened(word, hash -> {
            long from = hash << 32;
            int at = Arrays.binarySearch(shortened, from);
            for (int i = at < 0 ? -at - 1 : at; i < shortened.length && shortened[i] >>> 32 == hash; i++) {
                best.consider((int) shortened[i]);
            }
        });
        return best.replacement;
    }

    private final class Best {
        private final String word;
        private String replacement;
        private float score = -1;

        Best(String word) {
            this.word = word;
            this.replacement = word;
        }

        void consider(int number) {
            String candidate = words[number];
            float candidateScore = frequencies[number] + (candidate.charAt(0) == word.charAt(0) ? SAME_START : 0);
            // The words are sorted, so equal scores are settled by the alphabet whatever the order of the hashes.
            boolean better =
                    candidateScore > score || (candidateScore == score && candidate.compareTo(replacement) < 0);
            if (better && oneErrorApart(word, candidate)) {
                score = candidateScore;
                replacement = candidate;
            }
        }
    }

    /** One letter inserted, left out, replaced, or two neighbours swapped. */
    static boolean oneErrorApart(String a, String b) {
        int start = 0;
        int shorter = Math.min(a.length(), b.length());
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int endA = a.length();
        int endB = b.length();
        while (endA > start && endB > start && a.charAt(endA - 1) == b.charAt(endB - 1)) {
            endA--;
            endB--;
        }
        int restA = endA - start;
        int restB = endB - start;
        boolean swapped = restA == 2
                && restB == 2
                && a.charAt(start) == b.charAt(start + 1)
                && a.charAt(start + 1) == b.charAt(start);
        return swapped || (restA <= 1 && restB <= 1);
    }

    /** The hash of the word itself and of the word without each of its letters, in 31 bits. */
    private static void forEachShortened(String word, LongConsumer use) {
        use.accept(hash(word, -1));
        for (int left = 0; left < word.length(); left++) {
            use.accept(hash(word, left));
        }
    }

    private static long hash(String word, int leftOut) {
        int hash = 17;
        for (int i = 0; i < word.length(); i++) {
            if (i != leftOut) {
                hash = hash * 31 + word.charAt(i);
            }
        }
        hash *= 0x9E3779B9;
        return (hash ^ hash >>> 15) & 0x7FFF_FFFFL;
    }
}
