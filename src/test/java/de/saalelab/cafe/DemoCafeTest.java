package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.TestLab;
import de.saalelab.identity.IdentityService;
import de.saalelab.identity.Passwords;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.Once;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.outbox.Outbox;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The room without its HTTP edge. */
class DemoCafeTest {
    private final TestLab lab = TestLab.start();
    private final Vertx vertx = Vertx.vertx();
    private final Database database =
            Database.open(vertx, lab.database(), new Database.Limits(4, 50, Duration.ofSeconds(10)));
    private final Transactions transactions = database.transactions();
    private final Passwords passwords = new Passwords();
    private final IdentityService identity =
            new IdentityService(transactions, passwords, lab.clock(), Duration.ofHours(1), 1000);

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
        passwords.close();
        lab.close();
    }

    @Test
    void demoFillsFourWeeksWithAThirdOfTheSeatsTaken() {
        new DemoCafe(transactions, identity, lab.clock()).load();

        assertThat(lab.anonymous().get("/cafe-topics").items()).hasSize(10);
        assertThat(lab.anonymous().get("/venues").items()).hasSize(3);
        assertThat(lab.number("SELECT count(*) FROM cafe_day")).isEqualTo(20);
        assertThat(lab.number("SELECT sum(capacity) FROM slot")).isEqualTo(164);
        assertThat(lab.number("SELECT sum(taken) FROM slot")).isBetween(38L, 68L);
        assertThat(
                        lab.number(
                                "SELECT count(*) FROM slot WHERE taken <> (SELECT count(*) FROM booking WHERE slot_id = slot.id)"))
                .isZero();
        assertThat(lab.number("SELECT count(*) FROM booking WHERE starts_at <= created_at"))
                .isZero();
        assertThat(lab.number("SELECT count(*) FROM booking WHERE person_id IS NULL"))
                .isPositive();
        assertThat(lab.number("SELECT count(*) FROM booking WHERE person_id IS NOT NULL"))
                .isPositive();
        assertThat(lab.anonymous()
                        .get("/slots?near=51.355,11.992&sort=near&topic=smartphone&stepFree=true")
                        .items())
                .isNotEmpty();
    }

    @Test
    void codeThatIsInUseIsDrawnAgain() {
        CafeFixture cafe = new CafeFixture(lab);
        UUID slot = cafe.slot(cafe.tenOn(2), 5);
        BookingService service = new BookingService(
                transactions,
                database.changes(),
                new Outbox(List.of()),
                lab.clock(),
                new BookingCodes(sameCodeTwice()));

        BookOutcome first = bookOnce(service, cafe, slot);
        BookOutcome second = bookOnce(service, cafe, slot);

        assertThat(List.of(first, second))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(BookOutcome.Booked.class));
        assertThat(lab.number("SELECT count(DISTINCT code) FROM booking")).isEqualTo(2);
        assertThat(cafe.taken(slot)).isEqualTo(2);
    }

    private BookOutcome bookOnce(BookingService service, CafeFixture cafe, UUID slot) {
        Booking.Visitor visitor = new Booking.Visitor(
                "Frau Krause", cafe.topic, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        Booker booker = new Booker.Self(identity.registerDevice().personId());
        return service.book(new BookSlot(booker, slot, visitor), new Once<BookOutcome, BookOutcome>() {
            @Override
            public Optional<BookOutcome> earlier(Tx tx) {
                return Optional.empty();
            }

            @Override
            public BookOutcome render(BookOutcome outcome) {
                return outcome;
            }

            @Override
            public void keep(Tx tx, BookOutcome answer) {
                assertThat(answer).isInstanceOf(BookOutcome.Booked.class);
            }
        });
    }

    /** Draws AAAAAA four times and then anything: the second booking meets the first one's code at each place and once more. */
    private static RandomGenerator sameCodeTwice() {
        Random after = new Random(1);
        int[] drawn = {0};
        return new Random() {
            @Override
            public int nextInt(int bound) {
                return drawn[0]++ < 4 * BookingCode.LENGTH ? 0 : after.nextInt(bound);
            }
        };
    }
}
