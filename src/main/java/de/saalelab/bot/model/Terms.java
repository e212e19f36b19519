package de.saalelab.bot.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct terms of one text, block after block (one block per feature generator).
 *
 * @param names the terms
 * @param counts how often each occurs in the text
 * @param ends for each block the index after its last term
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
public record Terms(String[] names, int[] counts, int[] ends) {
    static Terms of(List<Collection<String>> blocks) {
        List<String> names = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        int[] ends = new int[blocks.size()];
        for (int block = 0; block < ends.length; block++) {
            Map<String, Integer> distinct =
                    LinkedHashMap.newLinkedHashMap(blocks.get(block).size());
            blocks.get(block).forEach(term -> distinct.merge(term, 1, Integer::sum));
            names.addAll(distinct.keySet());
            counts.addAll(distinct.values());
            ends[block] = names.size();
        }
        return new Terms(
                names.toArray(String[]::new),
                counts.stream().mapToInt(Integer::intValue).toArray(),
                ends);
    }
}
