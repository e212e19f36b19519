package de.saalelab.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** A real mail server for all labs of a test run; each test writes to addresses of its own. */
public final class TestMail {
    private static final Pattern CODE = Pattern.compile("(?m)^ {4}(\\d{3} \\d{3})\\s*$");
    private static final GreenMail SERVER = started();

    private TestMail() {}

    private static GreenMail started() {
        // It tells of every address that it meets.
        ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.WARN);
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    public static int port() {
        return SERVER.getSmtp().getPort();
    }

    /** Everything that arrived for an address, oldest first. */
    public static List<MimeMessage> to(String address) {
        return Stream.of(SERVER.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .toList();
    }

    /** Everything that arrived for a domain. */
    public static List<MimeMessage> inDomain(String domain) {
        return Stream.of(SERVER.getReceivedMessagesForDomain(domain)).toList();
    }

    /** The code in the last mail to an address. */
    public static String codeFor(String address) {
        Matcher code = CODE.matcher(text(to(address).getLast()));
        if (!code.find()) {
            throw new AssertionError("No code in the last mail");
        }
        return code.group(1);
    }

    public static String text(MimeMessage message) {
        try {
            return (String) message.getContent();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return Stream.of(message.getAllRecipients())
                    .anyMatch(recipient -> recipient.toString().equalsIgnoreCase(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
