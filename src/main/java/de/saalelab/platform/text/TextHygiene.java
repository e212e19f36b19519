package de.saalelab.platform.text;

import java.text.Normalizer;
import java.util.Optional;

/**
 * What may not stand in any text from outside: control characters, characters that reverse the reading direction (Trojan Source, CVE-2021-42574),
 * half a surrogate pair, code points that are no characters. Mark-up, SQL and formulas are text like any other: they are stored as they are and
 * never interpreted.
 */
public final class TextHygiene {
    private TextHygiene() {}

    /** Why the text is refused: the key of a text for people; empty when it is fine. */
    public static Optional<String> defect(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (isControl(codePoint)) {
                return Optional.of("validation.control-character");
            }
            if (isBidiControl(codePoint)) {
                return Optional.of("validation.direction-character");
            }
            if (Character.getType(codePoint) == Character.SURROGATE || isNoncharacter(codePoint)) {
                return Optional.of("validation.broken-character");
            }
            i += Character.charCount(codePoint);
        }
        return text.isBlank() && !text.isEmpty() ? Optional.of("validation.blank") : Optional.empty();
    }

    /** The form that is stored: composed (NFC), line ends as LF, no space around. */
    public static String clean(String text) {
        return Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .strip();
    }

    private static boolean isControl(int codePoint) {
        boolean allowed = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
        return Character.isISOControl(codePoint) && !allowed;
    }

    private static boolean isBidiControl(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }
}
