package de.saalelab.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What somebody typed into the search, taken apart. The words hold letters and digits only, so they are safe in a text search query. */
record SearchWords(List<String> words) {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final int MOST_WORDS = 12;

    static SearchWords of(String typed) {
        return new SearchWords(BETWEEN.splitAsStream(typed.toLowerCase(Locale.GERMAN))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList());
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Every word must occur, or begin a word that does; a single character begins too much. */
    String query() {
        return String.join(
                " & ",
                words.stream()
                        .map(word -> word.length() > 1 ? word + ":*" : word)
                        .toList());
    }

    /** For LIKE: the words as they follow each other, anywhere in a name, so that "Ausweis" finds "Personalausweis". */
    String pattern() {
        return "%" + String.join("%", words) + "%";
    }
}
