package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelByCodeTest {
    private static final TestLab LAB = TestLab.start("TRUSTED_PROXIES", "1");
    private static final AtomicInteger ADDRESS = new AtomicInteger();
    private static final String UNKNOWN = "AAA-AAA";
    private final CafeFixture cafe = new CafeFixture(LAB);
    private final UUID slot = cafe.slot(cafe.tenOn(5), 9);

    @AfterAll
    static void close() {
        LAB.close();
    }

    /** Lets everybody's failures of one test fade before the next. */
    @AfterEach
    void waitForLimits() {
        LAB.clock().advance(Duration.ofMinutes(2));
    }

    @Test
    void codeCancelsHoweverItIsTyped() {
        String code = code();

        Answer cancelled = CafeFixture.cancel(
                somebody(), " " + code.toLowerCase(Locale.ROOT).replace("-", " – "));

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().fieldNames()).containsExactlyInAnyOrder("state", "venue", "startsAt");
        assertThat(cafe.taken(slot)).isZero();
    }

    @Test
    void cancellingTwiceAnswersTheSame() {
        String code = code();

        assertThat(CafeFixture.cancel(somebody(), code).body())
                .isEqualTo(CafeFixture.cancel(somebody(), code).body());
        assertThat(cafe.taken(slot)).isZero();
    }

    @Test
    void unknownMalformedAndLongCancelledCodesLookTheSame() {
        String code = code();
        CafeFixture.cancel(somebody(), code);
        LAB.clock().advance(BookingPolicy.REPEATABLE.plusSeconds(1));

        for (String dead : List.of(code, UNKNOWN, "000000", "' OR 1=1", "%%%%%%")) {
            Answer answer = CafeFixture.cancel(somebody(), dead);
            assertThat(answer.problem()).as(dead).isEqualTo("booking-not-found");
            assertThat(answer.json().fieldNames())
                    .containsExactlyInAnyOrder("type", "title", "detail", "status", "instance");
        }
    }

    @Test
    void cancelledCodeAnswersTheSameForTwoDaysEvenWhenItsSlotHasPassed() {
        UUID soon = cafe.slot(cafe.in(2), 1);
        String code = cafe.book(LAB.citizen(), soon).json().getString("code");
        CafeFixture.cancel(somebody(), code);
        LAB.clock().advance(Duration.ofHours(47));

        assertThat(CafeFixture.cancel(somebody(), code).status()).isEqualTo(200);
    }

    @Test
    void oneAddressMayTryTenTimesInTenMinutes() {
        Caller guesser = somebody();
        for (int i = 0; i < 10; i++) {
            assertThat(CafeFixture.cancel(guesser, UNKNOWN).problem()).isEqualTo("booking-not-found");
        }
        String code = code();

        Answer refused = CafeFixture.cancel(guesser, code);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(cafe.taken(slot)).isEqualTo(1);
        assertThat(CafeFixture.cancel(somebody(), code).status()).isEqualTo(200);
        LAB.clock().advance(Duration.ofMinutes(10));
        assertThat(CafeFixture.cancel(guesser, UNKNOWN).problem()).isEqualTo("booking-not-found");
    }

    @Test
    void aHundredFailuresOfEverybodyInAMinuteCloseTheDoorForAWhile() {
        List<Answer> guesses =
                Storm.of(150, i -> () -> CafeFixture.cancel(somebody(), i % 3 == 0 ? "nonsense" : UNKNOWN));
        String code = code();

        // While the storm lasts, some tries become free again: 100 a minute, 1.7 a second.
        assertThat(Storm.count(guesses, "booking-not-found")).isBetween(100L, 125L);
        assertThat(Storm.count(guesses, "booking-not-found") + Storm.count(guesses, 429))
                .isEqualTo(150);
        LAB.clock().advance(Duration.ofMinutes(1));
        assertThat(CafeFixture.cancel(somebody(), code).status()).isEqualTo(200);
    }

    @Test
    void rightCodesDoNotUseUpEverybodysFailures() {
        String code = code();

        for (int i = 0; i < 120; i++) {
            assertThat(CafeFixture.cancel(somebody(), code).status()).isEqualTo(200);
        }
    }

    @Test
    void deskBookingIsCancelledByItsCode() {
        Caller desk = LAB.staff(Role.DESK);
        String code = cafe.bookByDesk(desk, slot).json().getString("code");

        assertThat(CafeFixture.cancel(somebody(), code).status()).isEqualTo(200);
        assertThat(cafe.taken(slot)).isZero();
    }

    private String code() {
        return cafe.book(LAB.citizen(), slot).json().getString("code");
    }

    /** Somebody at an address that nobody had before. */
    private static Caller somebody() {
        int number = ADDRESS.incrementAndGet();
        return LAB.anonymous().with("X-Forwarded-For", "10.0.%d.%d".formatted(number / 250, number % 250));
    }
}
