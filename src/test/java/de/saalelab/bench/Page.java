package de.saalelab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown page with places for generated parts: {@code <!-- bench NAME -->} up to the next {@code <!-- end -->}. */
record Page(Path file) {
    private static final String END = "<!-- end -->";

    /** Puts the text into the place of that name; all else stays as it is. */
    void put(String name, String text) {
        try {
            Files.writeString(file, replaced(Files.readString(file), name, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String replaced(String page, String name, String text) {
        String marker = "<!-- bench %s -->\n".formatted(name);
        int start = page.indexOf(marker);
        int end = start < 0 ? -1 : page.indexOf(END, start);
        if (end < 0) {
            throw new IllegalArgumentException("The page has no place %s … %s".formatted(marker.strip(), END));
        }
        return page.substring(0, start + marker.length()) + "\n" + text + "\n" + page.substring(end);
    }
}
