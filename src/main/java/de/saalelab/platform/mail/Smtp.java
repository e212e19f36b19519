package de.saalelab.platform.mail;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands mails to a mail server (RFC 5321). */
final class Smtp implements AutoCloseable {
    /** What became of handing it over. */
    enum Outcome {
        SENT,
        /** The mail server says: not now. */
        LATER,
        /** The mail server says: never. */
        NEVER,
        /** No answer; it may have been taken. */
        UNKNOWN
    }

    private static final Logger LOG = LoggerFactory.getLogger(Smtp.class);
    private static final int CONNECTIONS = 4;
    private static final int SECONDS = 20;
    /** For all of it, shorter than the relay's lease. */
    private static final int LONGEST_SECONDS = 30;

    private final MailClient client;
    private final String from;
    private final String host;

    Smtp(Vertx vertx, MailServer server) {
        MailConfig settings = new MailConfig()
                .setHostname(server.host())
                .setPort(server.port())
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS))
                .setIdleTimeout(SECONDS)
                .setSsl(server.tls() == MailServer.Tls.TLS)
                .setStarttls(
                        server.tls() == MailServer.Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setLogin(server.user().isPresent() ? LoginOption.REQUIRED : LoginOption.NONE);
        server.user().ifPresent(settings::setUsername);
        server.password().ifPresent(settings::setPassword);
        this.client = MailClient.create(vertx, settings);
        this.from = server.from();
        this.host = from.substring(from.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** The same id gives the same Message-ID, by which a mail that comes twice is known as one (RFC 5322). */
    Future<Outcome> send(UUID id, Mail mail) {
        MailMessage message = new MailMessage()
                .setFrom(from)
                .setTo(mail.to().value())
                .setSubject(mail.subject())
                .setText(mail.text())
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        .add("Message-ID", "<" + id + "@" + host + ">")
                        // RFC 3834: no holiday replies.
                        .add("Auto-Submitted", "auto-generated")
                        .add("Content-Language", mail.language().tag()));
        return client.sendMail(message)
                .map(Outcome.SENT)
                .timeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                .otherwise(Smtp::outcome);
    }

    private static Outcome outcome(Throwable failure) {
        return switch (failure) {
            case SMTPException refused when refused.isPermanent() -> Outcome.NEVER;
            case SMTPException refused -> Outcome.LATER;
            case java.net.ConnectException unreachable -> Outcome.LATER;
            default -> Outcome.UNKNOWN;
        };
    }

    @Override
    public void close() {
        // A mail server that hangs up meanwhile is no fault any more.
        client.close()
                .onFailure(fault -> LOG.debug("The mail server was gone already", fault))
                .otherwiseEmpty()
                .await();
    }
}
