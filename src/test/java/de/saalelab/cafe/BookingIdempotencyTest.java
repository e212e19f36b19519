package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BookingIdempotencyTest {
    private static final TestLab LAB = TestLab.start();
    private final CafeFixture cafe = new CafeFixture(LAB);
    private final UUID slot = cafe.slot(cafe.tenOn(9), 50);
    private final String key = UUID.randomUUID().toString();
    private final Caller citizen = LAB.citizen().with("Idempotency-Key", key);

    @AfterAll
    static void close() {
        LAB.close();
    }

    @Test
    void sendingAgainBooksOnceAndGivesTheSameCode() {
        Answer first = citizen.post("/bookings", cafe.wish(slot));
        Answer again = citizen.post("/bookings", cafe.wish(slot));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(cafe.taken(slot)).isEqualTo(cafe.booked(slot)).isEqualTo(1);
    }

    @Test
    void sameKeyForSomethingElseIsRefused() {
        citizen.post("/bookings", cafe.wish(slot));

        Answer other = citizen.post("/bookings", cafe.wish(slot).put("name", "Herr Lehmann"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-conflict");
        assertThat(cafe.taken(slot)).isEqualTo(1);
    }

    @Test
    void sameKeyOfAnotherPersonIsAnotherKey() {
        citizen.post("/bookings", cafe.wish(slot));
        Answer theirs = LAB.citizen().with("Idempotency-Key", key).post("/bookings", cafe.wish(slot));

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(cafe.taken(slot)).isEqualTo(2);
    }

    @Test
    void sameKeyAtOnceMakesOneBooking() {
        List<Answer> answers = Storm.of(32, i -> () -> citizen.post("/bookings", cafe.wish(slot)));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.problem()).isIn("", "idempotency-in-progress"));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .isNotEmpty()
                .extracting(Answer::body)
                .containsOnly(citizen.post("/bookings", cafe.wish(slot)).body());
        assertThat(cafe.taken(slot)).isEqualTo(cafe.booked(slot)).isEqualTo(1);
    }

    @Test
    void refusalIsNotKeptSoThatAFreedSeatCanBeHad() {
        UUID single = cafe.slot(cafe.tenOn(8), 1);
        Caller first = LAB.citizen();
        String id = cafe.book(first, single).json().getString("id");
        assertThat(citizen.post("/bookings", cafe.wish(single)).problem()).isEqualTo("slot-full");
        first.delete("/bookings/" + id);

        assertThat(citizen.post("/bookings", cafe.wish(single)).status()).isEqualTo(201);
    }

    @Test
    void bookingWithoutAKeyIsRefused() {
        assertThat(LAB.citizen().post("/bookings", cafe.wish(slot)).problem()).isEqualTo("invalid-request");
    }
}
