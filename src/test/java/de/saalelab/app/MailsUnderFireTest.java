package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.Migrations;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.platform.mail.Mail;
import de.saalelab.platform.mail.MailAddress;
import de.saalelab.platform.mail.Mails;
import de.saalelab.platform.secret.LabKey;
import de.saalelab.platform.secret.Secrets;
import de.saalelab.platform.text.Language;
import de.saalelab.rig.Scale;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The server is killed with -9 while mails go out. None is missing; one that comes twice bears the same Message-ID, and was counted. */
class MailsUnderFireTest {
    private static final int ROUNDS = Scale.of(3, 100);
    private static final int MAILS = Scale.of(600, 10_000);
    /** After it is ready; many die in the midst of their first mails, some later. */
    private static final int LONGEST_LIFE_MILLIS = Scale.of(120, 600);

    private static final String KEY = "A".repeat(43);

    private final DatabaseAddress database = TestPostgres.freshDatabase();
    private final String domain = UUID.randomUUID() + ".example";
    private final Random random = new Random(11);

    @Test
    void noMailIsMissingAndWhatCameTwiceWasCounted() throws SQLException {
        queue();
        int rounds = 0;
        while (rounds < ROUNDS && waiting() > 0) {
            try (ServerProcess server = start().awaitReady()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_LIFE_MILLIS)));
                server.kill();
            }
            rounds++;
            // As if the dead server's lease had run out.
            TestPostgres.execute(database, "UPDATE mail SET leased_until = NULL");
        }
        try (ServerProcess server = start().awaitReady()) {
            Await.until(Duration.ofMinutes(5), () -> waiting() == 0);
            server.stop();
        }

        Map<String, Long> arrived = arrived();
        long twice = arrived.values().stream().mapToLong(times -> times - 1).sum();
        assertThat(rounds).as("kills while mails waited").isGreaterThanOrEqualTo(Math.min(ROUNDS, 3));
        assertThat(arrived).hasSize(MAILS);
        assertThat(number("SELECT count(*) FROM mail WHERE state = 'sent'")).isEqualTo(MAILS);
        assertThat(twice).isLessThanOrEqualTo(number("SELECT sum(unsure) FROM mail"));
    }

    private ServerProcess start() {
        return ServerProcess.start(
                database,
                ServerProcess.freePort(),
                "SMTP_HOST",
                "127.0.0.1",
                "SMTP_PORT",
                String.valueOf(TestMail.port()),
                "SMTP_TLS",
                "none",
                "MAIL_FROM",
                "lab@saalelab.example",
                "LAB_KEY",
                KEY);
    }

    private void queue() {
        Migrations.apply(database);
        Vertx vertx = Vertx.vertx();
        Database pool = Database.open(vertx, database, new Database.Limits(2, 10, Duration.ofSeconds(30)));
        Mails mails = new Mails(new Secrets(LabKey.of(KEY)));
        Instant now = Instant.now();
        pool.transactions().run(tx -> {
            for (int n = 0; n < MAILS; n++) {
                mails.send(tx, mail(n, now.plus(Duration.ofHours(2))), now);
            }
            return now;
        });
        pool.close().await();
        vertx.close().await();
    }

    private Mail mail(int n, Instant usefulUntil) {
        MailAddress to = MailAddress.parse("person-" + n + "@" + domain).orElseThrow();
        return new Mail("drill", to, Language.GERMAN, "Mail " + n, "Der Termin steht.", usefulUntil);
    }

    /** How often each Message-ID has arrived. */
    private Map<String, Long> arrived() {
        List<String> ids = new ArrayList<>();
        for (MimeMessage message : TestMail.inDomain(domain)) {
            try {
                ids.add(message.getMessageID());
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return ids.stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    private long waiting() {
        try {
            return number("SELECT count(*) FROM mail WHERE state = 'waiting'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
