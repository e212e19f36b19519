package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.platform.PersonGone;
import de.saalelab.platform.Role;
import de.saalelab.rig.Scale;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guest and account both act, from several threads and at two processes, while they become one person. */
class JoiningStormTest {
    private static final TestLab LAB = TestLab.start();
    private static final TestLab OTHER = TestLab.second(LAB);

    private static final int ROUNDS = Scale.of(20, 1_000);
    private static final int THREADS_EACH = 2;
    private static final int ACTS = 15;
    private static final int OPTIONS = 9;
    private static final Set<String> EXPECTED = Set.of(
            "",
            "overloaded",
            "idea-own",
            "no-marks-left",
            "no-mark-to-move",
            "slot-full",
            "booking-overlaps",
            "too-many-bookings",
            "booking-not-found",
            "too-many-open-ideas");

    @BeforeAll
    static void fill() {
        LAB.demo();
    }

    @AfterAll
    static void stop() {
        OTHER.close();
        LAB.close();
    }

    @Test
    void historiesThatAreJoinedInTheMiddleOfAStormKeepEveryRule() {
        storm(LAB, OTHER, ROUNDS);
    }

    @Test
    void closingThatRacesTheJoiningIsFinalAndNeitherFails() {
        Caller moderator = LAB.staff(Role.MODERATOR);
        for (int round = 0; round < ROUNDS; round++) {
            Barcamp barcamp = Barcamps.open(LAB, 4);
            Caller guest = LAB.citizen();
            Caller account = LAB.citizen();
            List.of(0, 1).forEach(pitch -> guest.put(barcamp.mark(pitch)));
            List.of(1, 2).forEach(pitch -> account.put(barcamp.mark(pitch)));

            List<Answer> answers = Crowd.rush(List.of(
                    () -> {
                        LAB.join(guest, account);
                        return account.get(barcamp.ballot());
                    },
                    () -> moderator.put(barcamp.ballot() + "/closing")));

            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            JsonObject closed = answers.getLast().json();
            JsonObject now = LAB.anonymous().get(barcamp.ballot() + "/results").json();
            assertThat(now.getInteger("marks"))
                    .isEqualTo(closed.getInteger("marks"))
                    .isIn(3, 4);
            // Joined before: one person with three marks. Closed before: two persons with two each.
            assertThat(now.getInteger("voters")).isEqualTo(now.getInteger("marks") == 3 ? 1 : 2);
            assertThat(Barcamps.countersOff(LAB, barcamp)).isZero();
            assertThat(LAB.references(guest.person())).isZero();
        }
    }

    @Test
    void manyGuestsOfOnePersonJoinAtOnce() {
        Barcamp barcamp = Barcamps.open(LAB, 6);
        String idea = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Von vielen Geräten"));
        Caller account = LAB.citizen();
        List<Caller> guests = Stream.generate(LAB::citizen).limit(6).toList();
        for (int i = 0; i < guests.size(); i++) {
            guests.get(i).put("/ideas/" + idea + "/support");
            guests.get(i).put(barcamp.mark(i));
        }
        List<Callable<Integer>> joinings = new ArrayList<>();
        for (Caller guest : guests) {
            joinings.add(() -> {
                LAB.join(guest, account);
                return 0;
            });
        }

        Crowd.rush(joinings);

        assertThat(LAB.anonymous().get("/ideas/" + idea).json().getInteger("supports"))
                .isEqualTo(1);
        JsonObject results = LAB.anonymous().get(barcamp.ballot() + "/results").json();
        assertThat(results.getInteger("marks")).isEqualTo(5);
        assertThat(results.getInteger("voters")).isEqualTo(1);
        assertThat(Barcamps.countersOff(LAB, barcamp)).isZero();
        assertThat(guests)
                .allSatisfy(guest -> assertThat(LAB.references(guest.person())).isZero());
    }

    @Test
    void twoPersonsWhoAreJoinedToEachOtherAtOnceBecomeOne() {
        for (int round = 0; round < ROUNDS; round++) {
            Caller one = LAB.citizen();
            Caller other = LAB.citizen();

            List<Boolean> joined = Crowd.rush(List.of(() -> joins(one, other), () -> joins(other, one)));

            assertThat(joined).containsExactlyInAnyOrder(true, false);
            assertThat(LAB.references(one.person()) == 0).isNotEqualTo(LAB.references(other.person()) == 0);
        }
    }

    private static boolean joins(Caller from, Caller into) {
        try {
            LAB.join(from, into);
            return true;
        } catch (PersonGone gone) {
            return false;
        }
    }

    /** Makes a counter forget what is taken away: proof that the test above can fail. */
    @Test
    void withoutACounterThatFallsTheStormGoesRed() {
        try (TestLab broken = TestLab.start().demo();
                TestLab second = TestLab.second(broken)) {
            broken.execute("""
                    CREATE FUNCTION never_fall() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN NEW.supports := greatest(OLD.supports, NEW.supports); RETURN NEW; END'
                    """);
            broken.execute(
                    "CREATE TRIGGER never_fall BEFORE UPDATE ON idea_tally FOR EACH ROW EXECUTE FUNCTION never_fall()");

            assertThatThrownBy(() -> storm(broken, second, 3))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("supports, counted");
        }
    }

    private static void storm(TestLab lab, TestLab other, int rounds) {
        // Seats for everybody: this is about persons.
        lab.execute("UPDATE slot SET capacity = 200");
        World world = World.of(lab);
        Map<String, Integer> came = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            Caller guest = lab.citizen().at(other);
            Caller account = lab.citizen();
            List<Answer> answers = rush(lab, world, guest, account, round);
            answers.forEach(answer -> came.merge(answer.status() + " " + answer.problem(), 1, Integer::sum));
            assertThat(answers).allSatisfy(answer -> {
                assertThat(EXPECTED).as(answer.body()).contains(answer.problem());
                assertThat(answer.status() != 503
                                || answer.header("Retry-After").isPresent())
                        .isTrue();
            });
            assertThat(lab.references(guest.person())).isZero();
            assertThat(lab.number(
                            "SELECT coalesce(max(count), 0) FROM (SELECT count(*) FROM idea_support WHERE person_id = ? GROUP BY idea_id) AS each",
                            account.person()))
                    .isLessThanOrEqualTo(1);
            assertThat(Barcamps.mostMarksOfOne(lab, world.barcamp())).isLessThanOrEqualTo(5);
            assertThat(Barcamps.mostMarksOfOneOnOneOption(lab, world.barcamp())).isLessThanOrEqualTo(1);
            assertThat(Barcamps.countersOff(lab, world.barcamp())).isZero();
        }
        long deadlocks = lab.number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
        System.out.printf("joined in a storm, %d rounds, %d deadlocks: %s%n", rounds, deadlocks, came);
        assertThat(RestoredLab.<List<String>>on(lab.database(), RestoredLab::differences))
                .isEmpty();
        // People are held in one order. Only the relay, which takes events as they come, may rarely meet a joining the
        // wrong way round.
        assertThat(deadlocks).isLessThanOrEqualTo(rounds / 10);
    }

    /** What there is to support, to mark and to book. */
    private record World(List<String> ideas, Barcamp barcamp, List<String> slots) {
        static World of(TestLab lab) {
            return new World(
                    ids(lab.anonymous().get("/ideas?limit=8")),
                    Barcamps.open(lab, OPTIONS),
                    ids(lab.anonymous().get("/slots?topic=smartphone&limit=6")));
        }

        private static List<String> ids(Answer page) {
            return page.items().stream().map(item -> item.getString("id")).toList();
        }
    }

    private static List<Answer> rush(TestLab lab, World world, Caller guest, Caller account, int round) {
        CountDownLatch underWay = new CountDownLatch(ACTS * THREADS_EACH * 2 / 3);
        List<Callable<List<Answer>>> calls = new ArrayList<>();
        for (int thread = 0; thread < THREADS_EACH; thread++) {
            for (Caller person : List.of(guest, account)) {
                Random random = new Random(31L * round + calls.size());
                calls.add(() -> act(world, person, random, underWay));
            }
        }
        calls.add(() -> {
            underWay.await();
            lab.join(guest, account);
            return List.of();
        });
        return Crowd.rush(calls).stream().flatMap(List::stream).toList();
    }

    private static List<Answer> act(World world, Caller person, Random random, CountDownLatch underWay) {
        List<Answer> answers = new ArrayList<>();
        List<String> booked = new ArrayList<>();
        IntStream.range(0, ACTS).forEach(i -> {
            answers.add(act(world, person, random, booked));
            underWay.countDown();
        });
        return answers;
    }

    private static Answer act(World world, Caller person, Random random, List<String> booked) {
        String support = "/ideas/" + one(world.ideas(), random) + "/support";
        String mark = world.barcamp().mark(random.nextInt(OPTIONS));
        String from = "?from=" + one(world.barcamp().pitches(), random);
        return switch (random.nextInt(11)) {
            case 0, 1 -> person.put(support);
            case 2 -> person.delete(support);
            case 3, 4 -> person.put(mark);
            case 5 -> person.put(mark + from);
            case 6 -> person.delete(mark);
            case 7 -> booked.isEmpty() ? person.put(support) : person.delete("/bookings/" + booked.removeLast());
            case 8 -> person.create("/ideas", Ideas.idea("Mitten im Sturm").put("submit", random.nextBoolean()));
            default -> book(world, person, random, booked);
        };
    }

    private static Answer book(World world, Caller person, Random random, List<String> booked) {
        Answer answer = person.create(
                "/bookings",
                new JsonObject()
                        .put("slotId", one(world.slots(), random))
                        .put("name", "Frau Krause")
                        .put("topic", "smartphone"));
        if (answer.status() == 201) {
            booked.add(answer.json().getString("id"));
        }
        return answer;
    }

    private static <T> T one(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
