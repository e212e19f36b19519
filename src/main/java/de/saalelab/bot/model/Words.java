package de.saalelab.bot.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a text into folded words: lower case, without accents, with ä, ae and a alike (German), ß as ss, apostrophes and
 * soft hyphens gone, letters that are held down (“hallooo”) cut to two. Two spellings of one word shall give one word.
 */
public final class Words {
    /** What people type into a chat is shorter; the rest of a pasted letter is cut off so that time stays bounded. */
    private static final int MAX_CHARS = 1_000;

    private static final int MAX_WORD_LENGTH = 40;
    private static final char END = '\n';
    private static final String CLAUSE_ENDS = ".,;:!?" + END;
    private static final String UMLAUT_BASES = "aou";
    private static final String NO_UMLAUT_AFTER = "aeiouq";

    private Words() {}

    /** The words of {@code text}, in order; empty when it has no letter and no digit. */
    public static List<String> of(String text, String language) {
        boolean german = language.equals("de");
        String folded = fold(text);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int clauseStart = 0;
        for (int i = 0; i <= folded.length(); i++) {
            char c = i < folded.length() ? folded.charAt(i) : END;
            if (Character.isLetterOrDigit(c)) {
                append(word, c, german);
            } else if (c == END || !joins(folded, i)) {
                flush(word, words);
                if (german && CLAUSE_ENDS.indexOf(c) >= 0) {
                    SeparableVerbs.complete(words, clauseStart);
                    clauseStart = words.size();
                }
            }
        }
        return words;
    }

    private static String fold(String text) {
        String cut = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
        return Normalizer.normalize(cut.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFKD);
    }

    private static void append(StringBuilder word, char c, boolean german) {
        int n = word.length();
        boolean writtenOutUmlaut = german
                && c == 'e'
                && n > 0
                && UMLAUT_BASES.indexOf(word.charAt(n - 1)) >= 0
                // "neue", "bauen", "quer": here the e is a sound of its own.
                && (n < 2 || NO_UMLAUT_AFTER.indexOf(word.charAt(n - 2)) < 0);
        boolean heldDown = n >= 2 && word.charAt(n - 1) == c && word.charAt(n - 2) == c && Character.isLetter(c);
        if (!writtenOutUmlaut && !heldDown && n < MAX_WORD_LENGTH) {
            word.append(c);
        }
    }

    /** Marks that stand inside a word without ending it: accents, soft hyphen, Mediopunkt, apostrophe before a letter. */
    private static boolean joins(String text, int i) {
        char c = text.charAt(i);
        if (Character.getType(c) == Character.NON_SPACING_MARK || Character.getType(c) == Character.FORMAT) {
            return true;
        }
        boolean insideWord = i > 0
                && Character.isLetter(text.charAt(i - 1))
                && i + 1 < text.length()
                && Character.isLetter(text.charAt(i + 1));
        return insideWord && (c == '\'' || c == '’' || c == '·');
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
