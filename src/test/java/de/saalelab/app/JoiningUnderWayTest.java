package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Barcamps.Barcamp;
import io.vertx.core.json.JsonObject;
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
                    Await.until(() -> LAB.number("""
                            SELECT count(*)
                              FROM pg_stat_activity
                             WHERE datname = current_database() AND wait_event_type = 'Lock'
                            """) == WRITES);
                    return news;
                })
                .run();
    }
}
