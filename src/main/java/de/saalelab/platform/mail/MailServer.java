package de.saalelab.platform.mail;

import java.util.Optional;

/**
 * The mail server that takes our mails.
 *
 * @param from the bare address that they come from
 */
public record MailServer(
        String host, int port, Tls tls, Optional<String> user, Optional<String> password, String from) {
    /** How the line is protected. */
    public enum Tls {
        STARTTLS,
        TLS,
        NONE
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
