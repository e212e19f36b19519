package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Everybody at once. Each storm is also sent over a database without its safeguard, where it must go red. */
class BookingStormTest {
    private static final TestLab LAB = TestLab.start("TRUSTED_PROXIES", "1");
    private final CafeFixture cafe = new CafeFixture(LAB);

    @AfterAll
    static void close() {
        LAB.close();
    }

    @Test
    void fiveHundredWantTheLastSeatAndOneGetsIt() {
        lastSeat(cafe, 500);
    }

    @Test
    void withoutItsCounterTheLastSeatGoesToManyAndTheTestGoesRed() {
        try (TestLab broken = TestLab.start()) {
            broken.execute(
                    "CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.taken := OLD.taken; RETURN NEW; END'");
            broken.execute("CREATE TRIGGER forget BEFORE UPDATE ON slot FOR EACH ROW EXECUTE FUNCTION forget()");

            assertThatThrownBy(() -> lastSeat(new CafeFixture(broken), 50))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected: 1L");
        }
    }

    @Test
    void sixtyFourCancelOneBookingAndItsSeatIsFreedOnce() {
        cancelTogether(cafe);
    }

    @Test
    void withoutTheStateThatSaysCancelledTheSeatIsFreedAgainAndTheTestGoesRed() {
        try (TestLab broken = TestLab.start("TRUSTED_PROXIES", "1")) {
            broken.execute(
                    "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW := OLD; NEW.note := ''x'' || coalesce(left(OLD.note, 20), ''''); RETURN NEW; END'");
            broken.execute("ALTER TABLE slot DROP CONSTRAINT slot_taken_within_capacity");
            broken.execute("CREATE TRIGGER keep BEFORE UPDATE ON booking FOR EACH ROW EXECUTE FUNCTION keep()");

            assertThatThrownBy(() -> cancelTogether(new CafeFixture(broken)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("but was: -");
        }
    }

    @Test
    void onePersonBookingThirtyTwoTimesAtOnceHasAtMostThreeAndNoOverlap() {
        bookEverything(cafe);
    }

    @Test
    void withoutNumberedPlacesTheCapBreaksAndTheTestGoesRed() {
        try (TestLab broken = TestLab.start()) {
            // Each also takes its time, so that all have looked before the first is seen.
            broken.execute("""
                    ALTER TABLE booking DROP CONSTRAINT booking_place_once;
                    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END';
                    CREATE TRIGGER dawdle BEFORE INSERT ON booking FOR EACH ROW EXECUTE FUNCTION dawdle();
                    """);

            assertThatThrownBy(() -> bookSeparateHours(new CafeFixture(broken)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected: 3L");
        }
    }

    @Test
    void onePersonBookingTwelveSeparateHoursAtOnceHasThree() {
        bookSeparateHours(cafe);
    }

    @Test
    void withoutTheExclusionBookingsOverlapAndTheTestGoesRed() {
        try (TestLab broken = TestLab.start()) {
            broken.execute("ALTER TABLE booking DROP CONSTRAINT booking_no_overlap");

            assertThatThrownBy(() -> bookEverything(new CafeFixture(broken)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected: 0L");
        }
    }

    @Test
    void bookingAndCancellingTheSameSlotAtOnceEndsWithoutDeadlockAndWithRightCounts() {
        UUID slot = cafe.slot(cafe.tenOn(3), 4);
        List<Caller> persons = Stream.generate(LAB::citizen).limit(8).toList();

        List<Answer> answers = Storm.of(64, i -> () -> {
            Caller person = persons.get(i % 8);
            Answer booked = cafe.book(person, slot);
            return booked.status() == 201
                    ? person.delete("/bookings/" + booked.json().getString("id"))
                    : booked;
        });

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.problem()).isIn("", "slot-full", "booking-overlaps"));
        assertThat(Storm.count(answers, 204)).isPositive();
        assertThat(cafe.taken(slot)).isEqualTo(cafe.booked(slot)).isZero();
    }

    private static void lastSeat(CafeFixture cafe, int clients) {
        UUID slot = cafe.slot(cafe.tenOn(2), 3);
        cafe.book(cafe.lab().citizen(), slot);
        cafe.book(cafe.lab().citizen(), slot);
        UUID next = cafe.slot(cafe.tenOn(3), 1);
        List<Caller> callers =
                Stream.generate(cafe.lab()::citizen).limit(clients).toList();

        List<Answer> answers = Storm.of(clients, i -> () -> cafe.book(callers.get(i), slot));

        assertThat(Storm.count(answers, 201)).isEqualTo(1);
        assertThat(answers)
                .filteredOn(answer -> answer.problem().equals("slot-full"))
                .hasSize(clients - 1)
                .allSatisfy(answer -> assertThat(answer.json()
                                .getJsonArray("alternatives")
                                .getJsonObject(0)
                                .getString("id"))
                        .isEqualTo(next.toString()));
        assertThat(cafe.taken(slot)).isEqualTo(cafe.booked(slot)).isEqualTo(3);
    }

    private static void cancelTogether(CafeFixture cafe) {
        UUID slot = cafe.slot(cafe.tenOn(2), 5);
        Caller person = cafe.lab().citizen();
        Answer booked = cafe.book(person, slot);
        IntStream.range(0, 4).forEach(i -> cafe.book(cafe.lab().citizen(), slot));
        String code = booked.json().getString("code");
        String path = "/bookings/" + booked.json().getString("id");

        List<Answer> answers = Storm.of(
                64,
                i -> () -> i % 2 == 0
                        ? person.delete(path)
                        : CafeFixture.cancel(cafe.lab().anonymous().with("X-Forwarded-For", "192.0.2." + i), code));

        assertThat(Storm.count(answers, 204)).isEqualTo(32);
        assertThat(Storm.count(answers, 200)).isEqualTo(32);
        assertThat(cafe.taken(slot)).isEqualTo(cafe.booked(slot)).isEqualTo(4);
        assertThat(cafe.lab()
                        .number(
                                "SELECT count(*) FROM outbox_event WHERE name = 'cafe.cancelled.v1' AND payload ->> 'bookingId' = ?",
                                booked.json().getString("id")))
                .isEqualTo(1);
    }

    /** Thirty slots that all overlap, and two that stand alone: one of the thirty and the two can be had together. */
    private static void bookEverything(CafeFixture cafe) {
        List<UUID> slots = IntStream.range(0, 32)
                .mapToObj(i -> {
                    Instant start = i < 30 ? cafe.in(24).plus(Duration.ofMinutes(i)) : cafe.in(2 * i);
                    return cafe.slot(i % 2 == 0 ? cafe.merseburg : cafe.duerrenberg, start, 9);
                })
                .toList();
        Caller person = cafe.lab().citizen();

        List<Answer> answers = Storm.of(32, i -> () -> cafe.book(person, slots.get(i)));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.problem()).isIn("", "booking-overlaps", "too-many-bookings"));
        assertThat(Storm.count(answers, 201)).isEqualTo(3).isEqualTo(cafe.openBookings(person.person()));
        assertThat(cafe.overlaps(person.person())).isZero();
        assertThat(slots.stream().mapToLong(cafe::taken).sum()).isEqualTo(3);
    }

    /** Twelve slots that do not overlap: nothing but the cap is in the way. */
    private static void bookSeparateHours(CafeFixture cafe) {
        List<UUID> slots = IntStream.range(0, 12)
                .mapToObj(i -> cafe.slot(cafe.in(24 + 2 * i), 9))
                .toList();
        Caller person = cafe.lab().citizen();

        List<Answer> answers = Storm.of(12, i -> () -> cafe.book(person, slots.get(i)));

        assertThat(Storm.count(answers, 201)).isEqualTo(3).isEqualTo(cafe.openBookings(person.person()));
        assertThat(Storm.count(answers, "too-many-bookings")).isEqualTo(9);
        assertThat(slots.stream().mapToLong(cafe::taken).sum()).isEqualTo(3);
    }
}
