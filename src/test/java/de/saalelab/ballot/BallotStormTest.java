package de.saalelab.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Barcamps;
import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.app.Caller;
import de.saalelab.app.Crowd;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Many at the same moment. Afterwards the rows are counted in SQL and compared with the counters. */
class BallotStormTest {
    private static final TestLab LAB = TestLab.shared();
    /** A second process on the same database: one process does one thing after the other for a person, two do not. */
    private static final TestLab OTHER = TestLab.second(LAB);

    private static final int CLIENTS = 64;
    private static final int ATTEMPTS = 60;
    private static final Set<String> EXPECTED = Set.of("", "no-marks-left", "no-mark-to-move");

    @AfterAll
    static void closeTheOther() {
        OTHER.close();
    }

    @Test
    void sixtyFourClientsOfOnePersonNeverGetOverTheCap() {
        Barcamp barcamp = Barcamps.open(LAB, 12);
        Caller voter = LAB.citizen();
        long started = System.nanoTime();

        List<String> problems = hammer(barcamp, voter, voter.at(OTHER));

        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "storm of one person: %d attempts in %.1f s, %d refused, answers %s%n",
                problems.size(),
                seconds,
                problems.stream().filter(problem -> !problem.isEmpty()).count(),
                new TreeSet<>(problems));
        assertThat(EXPECTED).containsAll(problems);
        assertThat(Barcamps.mostMarksOfOne(LAB, barcamp)).isLessThanOrEqualTo(5);
        assertThat(Barcamps.mostMarksOfOneOnOneOption(LAB, barcamp)).isLessThanOrEqualTo(1);
        assertThat(Barcamps.countersOff(LAB, barcamp)).isZero();
    }

    @Test
    void sixtyFourPeopleHammeringAtOnceLeaveTheCountersRight() {
        Barcamp barcamp = Barcamps.open(LAB, 12);
        List<Callable<List<String>>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Caller voter = LAB.citizen();
            Random random = new Random(client);
            clients.add(() -> attempts(barcamp, voter, random, 30));
        }
        long started = System.nanoTime();

        List<String> problems =
                Crowd.rush(clients).stream().flatMap(List::stream).toList();

        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf("storm of many: %d attempts in %.1f s%n", problems.size(), seconds);
        assertThat(EXPECTED).containsAll(problems);
        assertThat(Barcamps.mostMarksOfOne(LAB, barcamp)).isLessThanOrEqualTo(5);
        assertThat(Barcamps.countersOff(LAB, barcamp)).isZero();
    }

    /** Takes the constraints away and expects the same storm to break the rules: proof that the test above can fail. */
    @Test
    void withoutItsConstraintsTheStormBreaksTheCap() {
        try (TestLab broken = TestLab.start();
                TestLab second = TestLab.second(broken)) {
            Barcamp barcamp = Barcamps.open(broken, 12);
            broken.execute("ALTER TABLE ballot_mark DROP CONSTRAINT ballot_mark_pk");
            broken.execute("ALTER TABLE ballot_mark DROP CONSTRAINT ballot_mark_once_per_option");
            long most = 0;
            long twice = 0;
            for (int person = 0; person < 20 && (most <= 5 || twice <= 1); person++) {
                Caller voter = broken.citizen();
                List<Callable<Integer>> clients = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    String mark = barcamp.mark(client / 4 % 12);
                    TestLab process = client % 2 == 0 ? broken : second;
                    clients.add(() -> process.rawPut(mark, voter));
                }
                assertThat(Crowd.rush(clients)).contains(200);
                most = Barcamps.mostMarksOfOne(broken, barcamp);
                twice = Barcamps.mostMarksOfOneOnOneOption(broken, barcamp);
            }

            System.out.printf("without constraints: %d marks of one person, %d on one option%n", most, twice);
            assertThat(most).isGreaterThan(5);
            assertThat(twice).isGreaterThan(1);
        }
    }

    @Test
    void twoHundredPeopleAreCountedExactly() {
        Barcamp barcamp = Barcamps.open(LAB, 3);
        List<Callable<Answer>> casts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Caller voter = LAB.citizen();
            int pitch = i % 2;
            casts.add(() -> voter.put(barcamp.mark(pitch)));
        }
        long started = System.nanoTime();

        List<Answer> answers = Crowd.rush(casts);

        System.out.printf("200 people: %.2f s%n", (System.nanoTime() - started) / 1e9);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        JsonObject results = LAB.anonymous().get(barcamp.ballot() + "/results").json();
        assertThat(results.getInteger("voters")).isEqualTo(200);
        assertThat(results.getInteger("marks")).isEqualTo(200);
        assertThat(results.getJsonArray("ranking").getJsonObject(0).getInteger("marks"))
                .isEqualTo(100);
        assertThat(Barcamps.countersOff(LAB, barcamp)).isZero();
    }

    @Test
    void noMarkCountsAfterClosingHoweverCloseTheRace() {
        for (int round = 0; round < 5; round++) {
            Race race = race(LAB);
            assertThat(race.voters())
                    .allSatisfy(voter -> assertThat(voter.lastProblem()).isEqualTo("ballot-closed"));
            assertThat(race.marksAfterwards()).isEqualTo(race.marksAtClosing());
            assertThat(race.marksAcknowledged()).isEqualTo(race.marksAfterwards());
            assertThat(Barcamps.countersOff(LAB, race.barcamp())).isZero();
        }
    }

    /** Takes the constraint away and expects marks to slip in or out: proof that the test above can fail. */
    @Test
    void withoutItsConstraintMarksSlipInAfterClosing() {
        try (TestLab broken = TestLab.start()) {
            broken.execute("ALTER TABLE ballot DROP CONSTRAINT ballot_closed_is_final");
            int changed = 0;
            for (int round = 0; round < 10; round++) {
                Race race = race(broken);
                changed += Math.abs(race.marksAfterwards() - race.marksAtClosing());
            }
            System.out.printf("without the constraint: %d marks more or less after closing%n", changed);
            assertThat(changed).isPositive();
        }
    }

    private record Race(Barcamp barcamp, List<Racer> voters, int marksAtClosing, int marksAfterwards) {
        /** By the last answer that each of them got. */
        int marksAcknowledged() {
            return (int) voters.stream().filter(Racer::marked).count();
        }
    }

    /** Where one voter stood when the ballot turned them away. */
    private record Racer(boolean marked, String lastProblem) {}

    /** Everybody casts a mark and takes it back until the ballot is closed, which happens while they are at it. */
    private static Race race(TestLab lab) {
        Barcamp barcamp = Barcamps.open(lab, 3);
        Caller moderator = lab.staff(Role.MODERATOR);
        CountDownLatch underWay = new CountDownLatch(2 * CLIENTS);
        AtomicInteger atClosing = new AtomicInteger();
        List<Callable<Racer>> callers = new ArrayList<>();
        callers.add(() -> {
            underWay.await();
            Answer closed = moderator.put(barcamp.ballot() + "/closing");
            atClosing.set(closed.json().getInteger("marks"));
            return new Racer(false, "");
        });
        for (int i = 0; i < CLIENTS; i++) {
            Caller voter = lab.citizen();
            String mark = barcamp.mark(i % 3);
            callers.add(() -> castAndTakeBack(voter, mark, underWay));
        }

        List<Racer> voters = Crowd.rush(callers).subList(1, callers.size());

        int afterwards =
                lab.anonymous().get(barcamp.ballot() + "/results").json().getInteger("marks");
        return new Race(barcamp, voters, atClosing.get(), afterwards);
    }

    private static Racer castAndTakeBack(Caller voter, String mark, CountDownLatch underWay) {
        boolean marked = false;
        while (true) {
            Answer answer = marked ? voter.delete(mark) : voter.put(mark);
            if (!answer.problem().isEmpty()) {
                return new Racer(marked, answer.problem());
            }
            marked = !marked;
            underWay.countDown();
        }
    }

    private static List<String> hammer(Barcamp barcamp, Caller here, Caller there) {
        List<Callable<List<String>>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Random random = new Random(client);
            Caller voter = client % 2 == 0 ? here : there;
            clients.add(() -> attempts(barcamp, voter, random, ATTEMPTS));
        }
        return Crowd.rush(clients).stream().flatMap(List::stream).toList();
    }

    /** Casts, moves and takes back at random; returns the problem of each attempt, empty when it went well. */
    private static List<String> attempts(Barcamp barcamp, Caller voter, Random random, int count) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String mark = barcamp.mark(random.nextInt(12));
            String from = "?from=" + barcamp.pitches().get(random.nextInt(12));
            Answer answer = switch (random.nextInt(4)) {
                case 0, 1 -> voter.put(mark);
                case 2 -> voter.put(mark + from);
                default -> voter.delete(mark);
            };
            problems.add(answer.problem());
        }
        return problems;
    }
}
