package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.platform.Role;
import de.saalelab.platform.db.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a guest's phone has sent when the guest becomes somebody else. */
class JoiningUnderWayTest {
    private static final TestLab LAB = TestLab.start();
    private static final int WRITES = 5;

    @AfterAll
    static void stop() {
        LAB.close();
    }

    @Test
    void whatIsUnderWayIsAskedToComeAgainAndThenBelongsToTheAccount() throws Exception {
        LAB.demo();
        Caller guest = LAB.citizen().with("Idempotency-Key", "key-of-the-guest");
        Caller account = LAB.citizen();
        Barcamp barcamp = Barcamps.open(LAB, 3);
        String idea = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Bank am Fluss"));
        JsonObject slot =
                LAB.anonymous().get("/slots?topic=smartphone&limit=1").items().getFirst();
        JsonObject wish = new JsonObject()
                .put("slotId", slot.getString("id"))
                .put("name", "Frau Krause")
                .put("topic", "smartphone");
        List<Callable<Answer>> guests = List.of(
                () -> guest.put("/ideas/" + idea + "/support"),
                () -> guest.put(barcamp.mark(0)),
                () -> guest.with("Idempotency-Key", "key-of-idea").post("/ideas", Ideas.idea("Noch unterwegs")),
                () -> guest.with("Idempotency-Key", "key-of-pitch")
                        .post(barcamp.event() + "/pitches", Barcamps.pitch("Noch unterwegs")),
                () -> guest.with("Idempotency-Key", "key-of-booking").post("/bookings", wish));
        assertThat(guests).hasSize(WRITES);
        List<Callable<Answer>> all = new ArrayList<>(guests);
        for (int i = 0; i < 10; i++) {
            Caller neighbour = LAB.citizen();
            String path = i % 2 == 0 ? "/ideas/" + idea + "/support" : barcamp.mark(1);
            all.add(() -> neighbour.put(path));
        }
        CountDownLatch locked = new CountDownLatch(1);
        List<Answer> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> joining = threads.submit(() -> joinWhenAllWait(guest, account, locked));
            locked.await();
            answers = Crowd.rush(all);
            joining.get();
        }

        assertThat(answers.subList(0, WRITES)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("overloaded");
            assertThat(answer.header("Retry-After")).contains("1");
        });
        assertThat(answers.subList(WRITES, answers.size()))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(Crowd.rush(guests)).extracting(Answer::status).containsExactly(200, 200, 201, 201, 201);
        assertThat(account.get("/ideas/" + idea).json().getBoolean("supported")).isTrue();
        assertThat(account.get("/me/bookings").items()).hasSize(1);
        assertThat(LAB.references(guest.person())).isZero();
    }

    /** A lock on the guest's marks stops the joining in its middle; there a moderator closes the ballot. */
    @Test
    void ballotCannotCloseInTheMiddleOfAJoining() throws Exception {
        Caller guest = LAB.citizen();
        Caller account = LAB.citizen();
        Caller moderator = LAB.staff(Role.MODERATOR);
        Barcamp barcamp = Barcamps.open(LAB, 3);
        guest.put(barcamp.mark(0));
        guest.put(barcamp.mark(1));
        account.put(barcamp.mark(1));
        try (Connection connection = TestPostgres.connect(LAB.database());
                Statement statement = connection.createStatement();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1 FROM ballot_mark WHERE voter = '" + guest.person() + "' FOR UPDATE");
            Future<?> joining = threads.submit(() -> LAB.join(guest, account));
            Await.until(() -> waiting() == 1);
            Future<Answer> closing = threads.submit(() -> moderator.put(barcamp.ballot() + "/closing"));
            Await.until(Duration.ofSeconds(10), () -> waiting() == 2 || closing.isDone());
            connection.commit();
            joining.get();

            assertThat(closing.get().json().getInteger("marks")).isEqualTo(2);
        }
        JsonObject results = LAB.anonymous().get(barcamp.ballot() + "/results").json();
        assertThat(results.getInteger("marks")).isEqualTo(2);
        assertThat(results.getInteger("voters")).isEqualTo(1);
        assertThat(Barcamps.countersOff(LAB, barcamp)).isZero();
    }

    /** Statements of the lab that wait for a lock. */
    private static long waiting() {
        return LAB.number("""
                SELECT count(*)
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                """);
    }

    private static void joinWhenAllWait(Caller guest, Caller account, CountDownLatch locked) {
        Wiring rooms = LAB.wiring();
        rooms.transactions()
                .run(tx -> {
                    Runnable news = rooms.joining()
                            .join(
                                    tx,
                                    guest.person(),
                                    account.person(),
                                    LAB.clock().instant());
                    locked.countDown();
                    Await.until(() -> waiting() == WRITES);
                    return news;
                })
                .run();
    }
}
