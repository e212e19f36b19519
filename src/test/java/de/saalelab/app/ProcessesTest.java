package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.platform.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Three servers on one database and one clock, as three processes would be: what must happen once happens once, and news travel. */
class ProcessesTest {
    private static final TestLab ONE = TestLab.start("REQUESTS_PER_MINUTE", "480");
    private static final TestLab TWO = TestLab.second(ONE, "REQUESTS_PER_MINUTE", "480");
    private static final TestLab THREE = TestLab.second(ONE, "REQUESTS_PER_MINUTE", "480");
    private static final List<TestLab> LABS = List.of(ONE, TWO, THREE);

    @AfterAll
    static void stop() {
        LABS.forEach(TestLab::close);
    }

    @Test
    void sessionThatEndsAtOneProcessEndsAtTheOthers() {
        Caller staff = ONE.staff(Role.MODERATOR);
        assertThat(staff.at(TWO).get("/session").status()).isEqualTo(200);
        assertThat(staff.at(THREE).get("/session").status()).isEqualTo(200);

        assertThat(staff.delete("/session").status()).isEqualTo(204);
        // Remembered sessions last 30 seconds; this is a second, and time for a busy machine.
        Await.until(Duration.ofSeconds(5), () -> staff.at(TWO).get("/session").status() == 401);
        Await.until(Duration.ofSeconds(5), () -> staff.at(THREE).get("/session").status() == 401);
    }

    @Test
    void threeRelaysTellEverybodyOnce() {
        List<Caller> authors = new ArrayList<>();
        List<Callable<Answer>> posts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Caller author = ONE.citizen().at(LABS.get(i % LABS.size()));
            authors.add(author);
            posts.add(() -> author.create("/ideas", Ideas.idea("Eine Idee für drei")));
        }
        assertThat(Crowd.rush(posts)).allMatch(answer -> answer.status() == 201);
        LABS.parallelStream().forEach(TestLab::deliverEvents);

        Await.until(() -> ONE.number("SELECT count(*) FROM outbox_event WHERE delivered_at IS NULL") == 0);
        assertThat(authors)
                .allSatisfy(
                        author -> assertThat(author.get("/me/inbox").items()).hasSize(1));
    }

    @Test
    void threeProcessesCloseADueBallotOnce() {
        List<Barcamp> barcamps = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            barcamps.add(Barcamps.arrange(ONE, 1, Duration.ofHours(-1), Optional.of(Duration.ofHours(1))));
        }
        ONE.clock().advance(Duration.ofHours(2));
        LABS.parallelStream().forEach(lab -> lab.wiring().ballots().closeDue());

        for (Barcamp barcamp : barcamps) {
            Await.until(() -> closings(barcamp) > 0);
            assertThat(closings(barcamp)).isEqualTo(1);
        }
    }

    @Test
    void callerOfAllThreeHasOneLimit() {
        Caller phone = ONE.citizen();
        for (int i = 0; i < 450; i++) {
            assertThat(phone.get("/me").status()).isEqualTo(200);
        }
        // 30 are left, and up to 30 that the others have not been told of.
        Await.until(() -> remaining(phone.at(TWO)) < 60 && remaining(phone.at(THREE)) < 60);
        int passed = 0;
        for (int i = 0; i < 200; i++) {
            passed += phone.at(i % 2 == 0 ? TWO : THREE).get("/me").status() == 200 ? 1 : 0;
        }
        assertThat(passed).isLessThan(120);
        assertThat(phone.at(TWO).get("/me").problem()).isEqualTo("too-many-requests");
    }

    @Test
    void tidyingAtOnceHarmsNobody() {
        List<Callable<Boolean>> rounds = new ArrayList<>();
        for (TestLab lab : LABS) {
            rounds.add(() -> {
                lab.wiring().tidy();
                return true;
            });
        }
        assertThat(Crowd.rush(rounds)).containsOnly(true);
    }

    private static int remaining(Caller phone) {
        String told = phone.get("/me").header("RateLimit").orElseThrow();
        return Integer.parseInt(told.substring(told.indexOf("r=") + 2));
    }

    private static long closings(Barcamp barcamp) {
        return ONE.number(
                "SELECT count(*) FROM outbox_event WHERE name = 'ballot.closed.v1' AND payload ->> 'ballotId' = ?",
                barcamp.ballotId().toString());
    }
}
