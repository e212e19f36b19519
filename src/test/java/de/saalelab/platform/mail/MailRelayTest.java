package de.saalelab.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import de.saalelab.app.TestClock;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.Migrations;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.platform.secret.LabKey;
import de.saalelab.platform.secret.Secrets;
import de.saalelab.platform.text.Language;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue of mails, with a mail server that comes, goes, refuses and hangs up. */
class MailRelayTest {
    private final DatabaseAddress address = TestPostgres.freshDatabase();
    private final TestClock clock = new TestClock();
    private final Secrets secrets = new Secrets(LabKey.of("A".repeat(43)));
    private final Vertx vertx = Vertx.vertx();
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Database database;

    MailRelayTest() {
        Migrations.apply(address);
        database = Database.open(vertx, address, new Database.Limits(4, 100, Duration.ofSeconds(5)));
    }

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void close() {
        server.stop();
        database.close().await();
        vertx.close().await();
    }

    @Test
    void mailGoesOutOnceAndLeavesNothingBehind() throws MessagingException {
        queue(Duration.ofMinutes(10));
        try (MailRelay relay = relay(server.getSmtp().getPort())) {
            assertThat(relay.drain()).isEqualTo(1);
            assertThat(relay.drain()).isZero();
        }

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getMessageID())
                .isEqualTo("<" + text("SELECT id FROM mail") + "@saalelab.example>");
        assertThat(text("SELECT state || ' ' || (sealed IS NULL) FROM mail")).isEqualTo("sent true");
    }

    @Test
    void mailWaitsForAServerThatIsAway() throws IOException {
        int port = freePort();
        queue(Duration.ofMinutes(10));
        try (MailRelay relay = relay(port)) {
            assertThat(relay.drain()).isZero();
            assertThat(text("SELECT state || ' ' || handed_over FROM mail")).isEqualTo("waiting false");

            GreenMail late = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            late.start();
            try {
                assertThat(relay.drain()).as("before it is due again").isZero();
                clock.advance(Duration.ofSeconds(6));
                assertThat(relay.drain()).isEqualTo(1);
            } finally {
                late.stop();
            }
        }
        assertThat(text("SELECT unsure FROM mail")).isEqualTo("0");
    }

    @Test
    void refusedMailIsGivenUp() throws IOException {
        queue(Duration.ofMinutes(10));
        try (TinyServer refusing =
                        TinyServer.answering("220 here", "250 hello", "250 sender", "550 nobody of that name");
                MailRelay relay = relay(refusing.port())) {
            assertThat(relay.drain()).isZero();
        }
        assertThat(text("SELECT state || ' ' || (sealed IS NULL) FROM mail")).isEqualTo("failed true");
    }

    @Test
    void mailServerThatSaysLaterIsAskedLater() throws IOException {
        queue(Duration.ofMinutes(10));
        try (TinyServer busy = TinyServer.answering("220 here", "250 hello", "250 sender", "451 try again");
                MailRelay relay = relay(busy.port())) {
            assertThat(relay.drain()).isZero();
        }
        assertThat(text("SELECT state || ' ' || handed_over FROM mail")).isEqualTo("waiting false");
    }

    /** The mail was given away whole, and no answer came: it may arrive twice, which is counted. */
    @Test
    void mailWhoseAnswerIsLostIsSentAgainAndCounted() throws IOException {
        queue(Duration.ofMinutes(10));
        try (TinyServer silent =
                        TinyServer.answering("220 here", "250 hello", "250 sender", "250 recipient", "354 go on", "");
                MailRelay relay = relay(silent.port())) {
            assertThat(relay.drain()).isZero();
        }
        assertThat(text("SELECT state || ' ' || handed_over FROM mail")).isEqualTo("waiting true");

        clock.advance(Duration.ofSeconds(6));
        try (MailRelay relay = relay(server.getSmtp().getPort())) {
            assertThat(relay.drain()).isEqualTo(1);
        }
        assertThat(text("SELECT state || ' ' || unsure FROM mail")).isEqualTo("sent 1");
    }

    @Test
    void mailThatIsOfNoUseAnyMoreIsNotSent() {
        queue(Duration.ofMinutes(10));
        clock.advance(Duration.ofMinutes(11));
        try (MailRelay relay = relay(server.getSmtp().getPort())) {
            assertThat(relay.drain()).isZero();
        }
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(text("SELECT state FROM mail")).isEqualTo("failed");
    }

    @Test
    void whatIsDoneIsForgottenAfterAWeek() {
        queue(Duration.ofMinutes(10));
        try (MailRelay relay = relay(server.getSmtp().getPort())) {
            relay.drain();
            assertThat(relay.forget()).isZero();
            clock.advance(Duration.ofDays(7).plusSeconds(1));
            assertThat(relay.forget()).isEqualTo(1);
        }
    }

    private void queue(Duration useful) {
        Instant now = clock.instant();
        Mail mail = new Mail(
                "sign-in-code",
                MailAddress.parse("erna@post.example").orElseThrow(),
                Language.GERMAN,
                "Übung",
                "Grüße",
                now.plus(useful));
        database.transactions().run(tx -> {
            new Mails(secrets).send(tx, mail, now);
            return mail;
        });
    }

    private MailRelay relay(int port) {
        MailServer settings = new MailServer(
                "127.0.0.1", port, MailServer.Tls.NONE, Optional.empty(), Optional.empty(), "lab@saalelab.example");
        return new MailRelay(vertx, settings, database.transactions(), secrets, clock);
    }

    private String text(String sql) {
        try (Connection connection = TestPostgres.connect(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
