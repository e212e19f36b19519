package de.saalelab.platform.config;

/** Tells a misspelt name from an unrelated one: at most two edits (Levenshtein) in a name of eight letters or more. */
final class Misspelling {
    private static final int SHORTEST = 8;
    private static final int EDITS = 2;

    private Misspelling() {}

    static boolean of(String name, String meant) {
        if (meant.length() < SHORTEST || Math.abs(name.length() - meant.length()) > EDITS) {
            return false;
        }
        int edits = distance(name, meant);
        return edits > 0 && edits <= EDITS;
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
