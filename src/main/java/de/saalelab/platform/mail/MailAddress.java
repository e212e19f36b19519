package de.saalelab.platform.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bare mailbox such as {@code erna@post.example}: the unquoted form of RFC 5321, with a domain of at least two labels. Nothing else may reach a mail
 * server, because a line break in an address is a second recipient.
 *
 * @param value as it is sent to, with the domain in ASCII and lower case
 */
public record MailAddress(String value) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern DOMAIN =
            Pattern.compile(LABEL + "(?:\\." + LABEL + ")*\\.[a-z][a-z0-9-]{0,61}[a-z0-9]");

    /** Reads what somebody typed; empty when no mail server may see it. */
    public static Optional<MailAddress> parse(String typed) {
        String text = typed.strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL || text.length() > LONGEST) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        return domain(text.substring(at + 1))
                .filter(domain -> LOCAL.matcher(local).matches())
                .map(domain -> new MailAddress(local + "@" + domain))
                .filter(address -> address.value().length() <= LONGEST);
    }

    /** In lower case: mailboxes that differ only in that are one and the same wherever people have theirs. */
    public String comparable() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** Names nobody, so that no log does. */
    @Override
    public String toString() {
        return "MailAddress";
    }

    private static Optional<String> domain(String typed) {
        try {
            String ascii = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(domain -> DOMAIN.matcher(domain).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
