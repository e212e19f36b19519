package de.saalelab.cafe;

import static de.saalelab.cafe.Booking.State.BOOKED;
import static de.saalelab.cafe.Booking.State.CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.cafe.BookingPolicy.Cancelling;
import de.saalelab.platform.Actor;
import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookingPolicyTest {
    private static final Instant START = Instant.parse("2026-11-24T13:00:00Z");
    private static final Instant BEFORE = START.minusNanos(1);

    @Test
    void freeSlotToComeIsNotRefused() {
        assertThat(BookingPolicy.refusal(slot(2, true), BEFORE)).isEmpty();
    }

    @Test
    void slotIsOverTheMomentItBegins() {
        assertThat(BookingPolicy.refusal(slot(2, true), START)).contains(new BookOutcome.SlotOver());
    }

    @Test
    void topicMustBeOfferedThatDay() {
        assertThat(BookingPolicy.refusal(slot(2, false), BEFORE)).contains(new BookOutcome.TopicNotOffered());
    }

    @Test
    void fullSlotIsRefused() {
        OfferedSlot full = slot(3, true);

        assertThat(BookingPolicy.refusal(full, BEFORE)).contains(new BookOutcome.SlotFull(full));
    }

    @Test
    void slotThatIsOverIsCalledOverEvenWhenItIsFullToo() {
        assertThat(BookingPolicy.refusal(slot(3, false), START)).contains(new BookOutcome.SlotOver());
    }

    @Test
    void bookingCanBeCancelledUntilItsSlotBegins() {
        assertThat(BookingPolicy.cancelling(BOOKED, START, BEFORE)).isEqualTo(Cancelling.CANCEL);
        assertThat(BookingPolicy.cancelling(BOOKED, START, START)).isEqualTo(Cancelling.OVER);
    }

    @Test
    void cancellingAgainAnswersTheSameEvenAfterTheSlot() {
        assertThat(BookingPolicy.cancelling(CANCELLED, START, BEFORE)).isEqualTo(Cancelling.CANCELLED_BEFORE);
        assertThat(BookingPolicy.cancelling(CANCELLED, START, START.plus(Duration.ofHours(1))))
                .isEqualTo(Cancelling.CANCELLED_BEFORE);
    }

    @Test
    void personHasThreePlacesAndTheDeskAnyNumber() {
        Booker self = new Booker.Self(UUID.randomUUID());
        Booker desk = new Booker.Desk(UUID.randomUUID());
        assertThat(BookingPolicy.places(self, List.of()))
                .containsExactly(Optional.of(1), Optional.of(2), Optional.of(3));
        assertThat(BookingPolicy.places(self, List.of(1, 3))).containsExactly(Optional.of(2));
        assertThat(BookingPolicy.places(self, List.of(3, 2, 1))).isEmpty();
        assertThat(BookingPolicy.places(desk, List.of())).containsExactly(Optional.empty());
    }

    @Test
    void whoHasPlacesAboveThreeGetsNoMoreBookingsForIt() {
        Booker self = new Booker.Self(UUID.randomUUID());
        assertThat(BookingPolicy.places(self, List.of(4))).containsExactly(Optional.of(1), Optional.of(2));
        assertThat(BookingPolicy.places(self, List.of(1, 5))).containsExactly(Optional.of(2));
        assertThat(BookingPolicy.places(self, List.of(4, 5, 6))).isEmpty();
        assertThat(BookingPolicy.places(self, List.of(2, 4, 5, 6))).isEmpty();
    }

    @Test
    void onlyWhoCallsBackSeesTheNumber() {
        for (Role role : Role.values()) {
            boolean calls = role == Role.DESK || role == Role.LAB_ADMIN;
            assertThat(BookingPolicy.seesContact(Actor.of(UUID.randomUUID(), Set.of(role))))
                    .as(role.key())
                    .isEqualTo(calls);
        }
    }

    private static OfferedSlot slot(int taken, boolean offered) {
        return new OfferedSlot(
                new UUID(1, 1),
                new UUID(1, 2),
                START,
                START.plus(Duration.ofMinutes(45)),
                3,
                taken,
                "Lesecafé",
                "Oberaltenhof 3, 06217 Merseburg",
                new GeoPoint(51.35, 11.99),
                offered);
    }
}
