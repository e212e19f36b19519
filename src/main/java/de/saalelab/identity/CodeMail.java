package de.saalelab.identity;

import de.saalelab.platform.mail.Mail;
import de.saalelab.platform.mail.MailAddress;
import de.saalelab.platform.text.Language;
import de.saalelab.platform.text.Texts;
import java.time.Instant;

/**
 * The mail with a code. Its link opens a page that only fills the code in: programs that look through mails follow links, and must not sign anybody in.
 *
 * @param lab the lab's name
 * @param publicUrl where its pages are
 */
public record CodeMail(String lab, String publicUrl) {
    private static final int GROUP = 3;

    Mail of(MailAddress to, String code, Instant expiresAt, Language language) {
        String grouped = code.substring(0, GROUP) + " " + code.substring(GROUP);
        return new Mail(
                "sign-in-code",
                to,
                language,
                Texts.of(language, "mail.code.subject", grouped, lab),
                Texts.of(language, "mail.code.text", grouped, lab, publicUrl + "/anmelden#" + code),
                expiresAt);
    }
}
