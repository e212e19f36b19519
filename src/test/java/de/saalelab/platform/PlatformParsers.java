package de.saalelab.platform;

import static de.saalelab.fuzz.ParserTarget.answering;
import static de.saalelab.fuzz.ParserTarget.refusing;

import de.saalelab.fuzz.ParserTarget;
import de.saalelab.platform.mail.MailAddress;
import de.saalelab.platform.text.Language;
import de.saalelab.platform.text.TextHygiene;
import java.util.List;

/** What reads places, languages and people's texts. */
public final class PlatformParsers {
    private PlatformParsers() {}

    /** With right inputs. */
    public static List<ParserTarget> all() {
        return List.of(
                answering("language", Language::negotiate, "de-simple, en-GB;q=0.8, de;q=0.5, *;q=0.1"),
                answering("text", PlatformParsers::cleaned, "Bru\u0308cke\r\n\tüber"),
                answering("mail-address", PlatformParsers::mailbox, "Erna.Beispiel+lab@Post.Müller.example"),
                refusing("place", IllegalArgumentException.class, GeoPoint::parse, "51.355,11.992"));
    }

    /** What came through can hold no second recipient and no header. */
    private static String mailbox(String text) {
        String address = MailAddress.parse(text).map(MailAddress::value).orElse("");
        if (!address.matches("[!-~&&[^,;:<>()\\[\\]\"\\\\]]*")
                || address.chars().filter(c -> c == '@').count() > 1) {
            throw new AssertionError("More than a mailbox came through");
        }
        return address;
    }

    private static String cleaned(String text) {
        TextHygiene.defect(text).filter(key -> !key.startsWith("validation.")).ifPresent(key -> {
            throw new AssertionError("No message: " + key);
        });
        String clean = TextHygiene.clean(text);
        if (!TextHygiene.clean(clean).equals(clean)) {
            throw new AssertionError("Cleaning what is clean changes it");
        }
        return clean;
    }
}
