package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
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

    @Test
    void moreWritesThanThereIsRoomForAreTurnedAwayAndChangeNothing() {
        try (TestLab lab = TestLab.start("WRITES_AT_ONCE", "1")) {
            // More than the one at work and the five hundred who may wait.
            int callers = 900;
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Caller phone = lab.citizen();
                calls.add(() -> phone.create("/ideas", Ideas.idea("Viele auf einmal")));
            }
            List<Answer> answers = Crowd.rush(calls);

            long done =
                    answers.stream().filter(answer -> answer.status() == 201).count();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 503));
            assertThat(done).isPositive().isLessThan(callers);
            assertThat(lab.number("SELECT count(*) FROM idea")).isEqualTo(done);
        }
    }
}
