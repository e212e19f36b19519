package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        try (TestLab lab = TestLab.start("REQUESTS_PER_MINUTE", "5")) {
            Caller phone = lab.citizen();
            for (int i = 0; i < 5; i++) {
                assertThat(phone.get("/me").status()).isEqualTo(200);
            }
            Answer sixth = phone.get("/me");

            assertThat(sixth.problem()).isEqualTo("too-many-requests");
            assertThat(Integer.parseInt(sixth.header("Retry-After").orElseThrow()))
                    .isBetween(1, 60);
            assertThat(sixth.header("RateLimit-Policy")).isPresent();
            assertThat(lab.citizen().get("/me").status()).isEqualTo(200);
        }
    }

    @Test
    void guessedCredentialsAreSlowedDown() {
        try (TestLab lab = TestLab.start("REQUESTS_PER_MINUTE", "1")) {
            Caller guesser = lab.anonymous().with("Authorization", "Bearer sld_guess");
            for (int i = 0; i < 20; i++) {
                assertThat(guesser.get("/me").problem()).isEqualTo("unauthenticated");
            }

            assertThat(guesser.get("/me").problem()).isEqualTo("too-many-requests");
        }
    }

    @Test
    void elevenWrongPasswordsAreOneTooMany() {
        try (TestLab lab = TestLab.start()) {
            JsonObject wrong = new JsonObject().put("login", "moderation").put("password", "falsch");
            for (int i = 0; i < 10; i++) {
                assertThat(lab.anonymous().post("/sessions", wrong).problem()).isEqualTo("wrong-credentials");
            }

            assertThat(lab.anonymous().post("/sessions", wrong).problem()).isEqualTo("too-many-requests");
        }
    }

    @Test
    void devicesOfOneAddressAreLimited() {
        try (TestLab lab = TestLab.start("DEVICES_PER_ADDRESS", "3")) {
            for (int i = 0; i < 3; i++) {
                assertThat(lab.anonymous()
                                .send("POST", "/devices", Optional.empty())
                                .status())
                        .isEqualTo(201);
            }

            assertThat(lab.anonymous()
                            .send("POST", "/devices", Optional.empty())
                            .problem())
                    .isEqualTo("too-many-requests");
        }
    }

    /** One write holds the only place, because somebody has locked the table; the others wait their two seconds for it. */
    @Test
    void moreWritesThanThereIsRoomForAreTurnedAwayAndChangeNothing() throws SQLException {
        try (TestLab lab = TestLab.start("WRITES_AT_ONCE", "1", "STATEMENT_TIMEOUT_MS", "4000")) {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Caller phone = lab.citizen();
                calls.add(() -> phone.create("/ideas", Ideas.idea("Viele auf einmal")));
            }
            try (Connection connection = TestPostgres.connect(lab.database());
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE idea IN ACCESS EXCLUSIVE MODE");

                assertThat(Crowd.rush(calls)).allSatisfy(answer -> {
                    assertThat(answer.problem()).isEqualTo("overloaded");
                    assertThat(answer.header("Retry-After")).isPresent();
                });
                connection.rollback();
            }
            assertThat(lab.number("SELECT count(*) FROM idea")).isZero();
            assertThat(lab.citizen()
                            .create("/ideas", Ideas.idea("Jetzt geht es wieder"))
                            .status())
                    .isEqualTo(201);
        }
    }
}
