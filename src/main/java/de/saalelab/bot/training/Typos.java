package de.saalelab.bot.training;

import java.util.Random;
import java.util.stream.IntStream;

/** Typing errors as thumbs make them: a letter missing, doubled, swapped with its neighbour, or the key beside it. */
final class Typos {
    private static final String[] KEY_ROWS = {"qwertzuiop", "asdfghjkl", "yxcvbnm"};
    private static final int FEWEST_LETTERS = 3;

    private Typos() {}

    /** The text with {@code count} errors; short texts get fewer. The same seed makes the same errors. */
    static String in(String text, int count, long seed) {
        Random random = new Random(seed);
        StringBuilder typed = new StringBuilder(text);
        for (int k = 0; k < count; k++) {
            int[] letters = IntStream.range(0, typed.length())
                    .filter(i -> Character.isLetter(typed.charAt(i)))
                    .toArray();
            if (letters.length < FEWEST_LETTERS) {
                break;
            }
            mistype(typed, letters[random.nextInt(letters.length)], random);
        }
        return typed.toString();
    }

    private static void mistype(StringBuilder text, int at, Random random) {
        char c = text.charAt(at);
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> {
                text.deleteCharAt(at);
                boolean insideWord = at < text.length() && Character.isLetter(text.charAt(at));
                if (insideWord) {
                    text.insert(at + 1, c);
                }
            }
            case 2 -> text.setCharAt(at, neighbour(Character.toLowerCase(c), random));
            default -> text.insert(at, c);
        }
    }

    private static char neighbour(char key, Random random) {
        for (String row : KEY_ROWS) {
            int at = row.indexOf(key);
            if (at >= 0) {
                boolean left = at == row.length() - 1 || (at > 0 && random.nextBoolean());
                return row.charAt(left ? at - 1 : at + 1);
            }
        }
        return 'e';
    }
}
