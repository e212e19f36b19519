package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeskBookingTest {
    private static final TestLab LAB = TestLab.start();
    private static final Caller DESK = LAB.staff(Role.DESK);
    private final CafeFixture cafe = new CafeFixture(LAB);

    @AfterAll
    static void close() {
        LAB.close();
    }

    @Test
    void deskBooksForManyPeopleAtTheSameTime() {
        UUID slot = cafe.slot(cafe.tenOn(2), 5);

        for (int i = 0; i < 5; i++) {
            assertThat(cafe.bookByDesk(DESK, slot).status()).isEqualTo(201);
        }
        assertThat(cafe.bookByDesk(DESK, slot).problem()).isEqualTo("slot-full");
        assertThat(cafe.taken(slot)).isEqualTo(cafe.booked(slot)).isEqualTo(5);
    }

    @Test
    void deskBookingBelongsToNobodyWithADevice() {
        Answer booked = cafe.bookByDesk(DESK, cafe.slot(cafe.tenOn(2), 1));

        assertThat(LAB.citizen()
                        .delete("/bookings/" + booked.json().getString("id"))
                        .problem())
                .isEqualTo("booking-not-found");
        assertThat(LAB.number(
                        "SELECT count(*) FROM outbox_event WHERE name = 'cafe.booked.v1' AND payload ->> 'bookingId' = ? AND payload -> 'person' = 'null'::jsonb",
                        booked.json().getString("id")))
                .isEqualTo(1);
    }

    @Test
    void onlyTheDeskBooksForSomebodyAndOnlyDevicesForThemselves() {
        UUID slot = cafe.slot(cafe.tenOn(2), 5);

        assertThat(cafe.bookByDesk(LAB.citizen(), slot).problem()).isEqualTo("forbidden");
        assertThat(cafe.bookByDesk(LAB.staff(Role.HELPER), slot).problem()).isEqualTo("forbidden");
        assertThat(cafe.bookByDesk(LAB.anonymous(), slot).problem()).isEqualTo("unauthenticated");
        assertThat(cafe.bookByDesk(DESK.without("X-CSRF-Token"), slot).problem())
                .isEqualTo("csrf-token-missing");
        assertThat(cafe.book(DESK, slot).problem()).isEqualTo("forbidden");
        assertThat(cafe.book(LAB.anonymous(), slot).problem()).isEqualTo("unauthenticated");
        assertThat(cafe.taken(slot)).isZero();
        assertThat(cafe.bookByDesk(LAB.staff(Role.LAB_ADMIN), slot).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"DESK", "HELPER", "LAB_ADMIN"})
    void helperSeesWhoComesButOnlyTheDeskSeesHowToCallThem(Role role) {
        UUID day = cafe.day(cafe.merseburg, cafe.tenOn(2), cafe.topic);
        cafe.book(LAB.citizen(), cafe.slotIn(day, cafe.tenOn(2), 1));

        JsonObject booking =
                LAB.staff(role).get("/cafe-days/" + day + "/bookings").items().getFirst();

        assertThat(booking.getString("name")).isEqualTo("Frau Krause");
        assertThat(booking.getString("note")).isEqualTo("Das Handy klingelt nicht mehr");
        if (role == Role.HELPER) {
            assertThat(booking.fieldNames()).doesNotContain("phone", "email");
        } else {
            assertThat(booking.fieldNames()).contains("phone", "email");
        }
    }

    @Test
    void dayListsThoseWhoComeByTime() {
        UUID day = cafe.day(cafe.merseburg, cafe.tenOn(2), cafe.topic);
        UUID late = cafe.slotIn(day, cafe.tenOn(2).plusSeconds(3600), 2);
        UUID early = cafe.slotIn(day, cafe.tenOn(2), 2);
        cafe.book(LAB.citizen(), late);
        cafe.bookByDesk(DESK, early);
        Caller gone = LAB.citizen();
        gone.delete("/bookings/" + cafe.book(gone, early).json().getString("id"));

        assertThat(DESK.get("/cafe-days/" + day + "/bookings").items())
                .extracting(booking -> UUID.fromString(booking.getString("slotId")))
                .containsExactly(early, late);
    }

    @Test
    void emptyDayIsEmptyAndNoDayIsNone() {
        UUID day = cafe.day(cafe.merseburg, cafe.tenOn(2), cafe.topic);

        assertThat(DESK.get("/cafe-days/" + day + "/bookings").items()).isEmpty();
        assertThat(DESK.get("/cafe-days/" + UUID.randomUUID() + "/bookings").problem())
                .isEqualTo("cafe-day-not-found");
        assertThat(LAB.citizen().get("/cafe-days/" + day + "/bookings").problem())
                .isEqualTo("forbidden");
        assertThat(LAB.anonymous().get("/cafe-days/" + day + "/bookings").problem())
                .isEqualTo("unauthenticated");
    }
}
