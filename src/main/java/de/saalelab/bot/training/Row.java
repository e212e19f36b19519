package de.saalelab.bot.training;

import de.saalelab.bot.model.Terms;
import java.util.HashMap;
import java.util.Map;

/**
 * A text as numbers of terms.
 *
 * @param ids numbers in the dictionary, -1 for terms that are not in it
 * @param counts how often each occurs
 * @param ends block ends, as in {@link Terms}
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
record Row(int[] ids, int[] counts, int[] ends) {
    /** All terms of the clean training texts, numbered in the order of their first occurrence. */
    static final class Dictionary {
        private final Map<String, Integer> ids = new HashMap<>();

        int size() {
            return ids.size();
        }

        String[] names() {
            String[] names = new String[ids.size()];
            ids.forEach((name, id) -> names[id] = name);
            return names;
        }

        /** Numbers the terms; new ones are taken in. */
        Row learn(Terms terms) {
            for (String name : terms.names()) {
                ids.putIfAbsent(name, ids.size());
            }
            return row(terms);
        }

        /** Numbers the terms; new ones stay unknown. */
        Row row(Terms terms) {
            int[] numbers = new int[terms.names().length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = ids.getOrDefault(terms.names()[i], -1);
            }
            return new Row(numbers, terms.counts(), terms.ends());
        }
    }
}
