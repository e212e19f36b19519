package de.saalelab.bot.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words that mean the same to the bot. One line is one concept: {@code concept = word, word, several words, begin*, *end,
 * *middle*}. The shortest begin or end is three letters, so that nothing matches everything.
 */
public final class Concepts {
    /** No concepts at all. */
    public static final Concepts NONE = new Concepts("", Map.of(), List.of(), Map.of());

    private static final int SHORTEST_STEM = 3;

    private final String source;
    private final Map<String, List<Phrase>> phrases;
    private final List<Stem> floating;
    private final Map<String, List<String>> beginnings;

    private record Phrase(List<String> words, String concept) {}

    private record Stem(String letters, boolean anywhere, String concept) {}

    private Concepts(
            String source,
            Map<String, List<Phrase>> phrases,
            List<Stem> floating,
            Map<String, List<String>> beginnings) {
        this.source = source;
        this.phrases = phrases;
        this.floating = floating;
        this.beginnings = beginnings;
    }

    /**
     * Reads concepts from text.
     *
     * @throws IllegalArgumentException with the line number when a line is not {@code concept = word, word}
     */
    public static Concepts parse(String source, String language) {
        Concepts concepts = new Concepts(source, new HashMap<>(), new ArrayList<>(), new HashMap<>());
        int number = 0;
        for (String raw : source.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1 || equals == line.length() - 1) {
                throw new IllegalArgumentException("line " + number + ": expected 'concept = word, word'");
            }
            String concept = line.substring(0, equals).strip();
            for (String entry : line.substring(equals + 1).split(",", -1)) {
                concepts.add(entry.strip(), concept, language, number);
            }
        }
        return concepts;
    }

    private void add(String entry, String concept, String language, int line) {
        boolean openStart = entry.startsWith("*");
        boolean openEnd = entry.endsWith("*");
        List<String> words = Words.of(entry, language);
        String joined = String.join("", words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("line " + line + ": '" + entry + "' has no letters");
        }
        if (!openStart && !openEnd) {
            phrases.computeIfAbsent(words.getFirst(), key -> new ArrayList<>()).add(new Phrase(words, concept));
        } else if (joined.length() < SHORTEST_STEM) {
            throw new IllegalArgumentException("line " + line + ": '" + entry + "' is too short for a *");
        } else if (openStart) {
            floating.add(new Stem(joined, openEnd, concept));
        } else {
            beginnings.computeIfAbsent(joined, key -> new ArrayList<>()).add(concept);
        }
    }

    /** The text it was read from. */
    public String source() {
        return source;
    }

    /** The concepts that these folded words stand for; several words of one concept count once each. */
    public List<String> in(List<String> words) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Set<String> here = new LinkedHashSet<>();
            for (Phrase phrase : phrases.getOrDefault(words.get(i), List.of())) {
                int end = i + phrase.words.size();
                if (end <= words.size() && words.subList(i, end).equals(phrase.words)) {
                    here.add(phrase.concept);
                }
            }
            addStems(words.get(i), here);
            found.addAll(here);
        }
        return found;
    }

    private void addStems(String word, Collection<String> here) {
        for (int length = SHORTEST_STEM; length <= word.length(); length++) {
            here.addAll(beginnings.getOrDefault(word.substring(0, length), List.of()));
        }
        for (Stem stem : floating) {
            if (stem.anywhere ? word.contains(stem.letters) : word.endsWith(stem.letters)) {
                here.add(stem.concept);
            }
        }
    }

    /** Whole words that occur in the entries: they are known words, whatever the corpus says. */
    public Set<String> words() {
        Set<String> words = new LinkedHashSet<>(beginnings.keySet());
        phrases.values().forEach(list -> list.forEach(phrase -> words.addAll(phrase.words)));
        return words;
    }
}
