package de.saalelab.platform.text;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

/** The languages that people are answered in. */
public enum Language {
    GERMAN("de"),
    ENGLISH("en"),
    /** Leichte Sprache; falls back to German where a text has no simple form. */
    SIMPLE_GERMAN("de-simple");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The tag in Accept-Language and Content-Language. */
    public String tag() {
        return tag;
    }

    /** The best of ours for an Accept-Language header (RFC 9110); German when it says nothing that we understand. */
    public static Language negotiate(String acceptLanguage) {
        List<LanguageRange> ranges;
        try {
            ranges = LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return GERMAN;
        }
        for (LanguageRange range : ranges) {
            String wanted = range.getRange().toLowerCase(Locale.ROOT);
            if (range.getWeight() == 0) {
                continue;
            }
            if (wanted.equals("de-simple")) {
                return SIMPLE_GERMAN;
            }
            if (wanted.equals("de") || wanted.startsWith("de-") || wanted.equals("*")) {
                return GERMAN;
            }
            if (wanted.equals("en") || wanted.startsWith("en-")) {
                return ENGLISH;
            }
        }
        return GERMAN;
    }
}
