package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BookingJourneyTest {
    private static final TestLab LAB = TestLab.start();
    private final CafeFixture cafe = new CafeFixture(LAB);
    private final Caller citizen = LAB.citizen();

    @AfterAll
    static void close() {
        LAB.close();
    }

    @Test
    void personBooksSeesAndCancels() {
        UUID slot = cafe.slot(cafe.tenOn(2), 2);

        Answer booked = cafe.book(citizen, slot);
        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.json().getString("code")).matches("[A-Z0-9]{3}-[A-Z0-9]{3}");
        assertThat(booked.json().getJsonObject("startsAt").getString("time")).isEqualTo("10:00");
        assertThat(citizen.get("/me/bookings").items()).containsExactly(booked.json());
        assertThat(cafe.taken(slot)).isEqualTo(1);

        String path = booked.header("Location").orElseThrow().replace("/api/v1", "");
        assertThat(citizen.delete(path).status()).isEqualTo(204);
        assertThat(citizen.delete(path).status()).isEqualTo(204);
        assertThat(cafe.taken(slot)).isZero();
        assertThat(citizen.get("/me/bookings").items())
                .extracting(booking -> booking.getString("state"))
                .containsExactly("cancelled");
    }

    @Test
    void nameAndTopicAreEnough() {
        JsonObject least = new JsonObject()
                .put("slotId", cafe.slot(cafe.tenOn(2), 1).toString())
                .put("name", "Herr Lehmann")
                .put("topic", cafe.topic);

        Answer booked = citizen.create("/bookings", least);

        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.json().getJsonArray("needs")).isEmpty();
        assertThat(booked.json().fieldNames()).doesNotContain("phone", "email", "note");
    }

    @Test
    void someoneElsesBookingIsUnknown() {
        Answer booked = cafe.book(citizen, cafe.slot(cafe.tenOn(2), 1));
        Caller stranger = LAB.citizen();

        assertThat(stranger.delete("/bookings/" + booked.json().getString("id")).problem())
                .isEqualTo("booking-not-found");
        assertThat(stranger.delete("/bookings/" + UUID.randomUUID()).problem()).isEqualTo("booking-not-found");
        assertThat(stranger.get("/me/bookings").items()).isEmpty();
        assertThat(cafe.openBookings(citizen.person())).isEqualTo(1);
    }

    @Test
    void unknownSlotAndTopicThatIsNotOfferedAreToldApart() {
        UUID slot = cafe.slot(cafe.tenOn(2), 1);

        assertThat(cafe.book(citizen, UUID.randomUUID()).problem()).isEqualTo("slot-not-found");
        for (String topic : new String[] {cafe.otherTopic, "no-such-topic"}) {
            assertThat(citizen.create("/bookings", cafe.wish(slot).put("topic", topic))
                            .problem())
                    .isEqualTo("topic-not-offered");
        }
        assertThat(cafe.taken(slot)).isZero();
    }

    @Test
    void slotThatHasBegunIsOverForBookingAndCancelling() {
        UUID past = cafe.slot(cafe.in(-1), 2);
        UUID soon = cafe.slot(cafe.in(1), 2);
        Answer booked = cafe.book(citizen, soon);
        LAB.clock().advance(Duration.ofHours(2));

        assertThat(cafe.book(citizen, past).problem()).isEqualTo("slot-over");
        assertThat(citizen.delete("/bookings/" + booked.json().getString("id")).problem())
                .isEqualTo("slot-over");
        assertThat(CafeFixture.cancel(LAB.anonymous(), booked.json().getString("code"))
                        .problem())
                .isEqualTo("slot-over");
        assertThat(cafe.taken(soon)).isEqualTo(1);
    }

    @Test
    void nobodySitsInTwoPlacesAtOnce() {
        UUID first = cafe.slot(cafe.tenOn(3), 2);
        UUID elsewhere = cafe.slot(cafe.duerrenberg, cafe.tenOn(3).plus(Duration.ofMinutes(30)), 2);
        UUID afterwards = cafe.slot(cafe.duerrenberg, cafe.tenOn(3).plus(Duration.ofHours(1)), 2);
        String id = cafe.book(citizen, first).json().getString("id");

        assertThat(cafe.book(citizen, first).problem()).isEqualTo("booking-overlaps");
        assertThat(cafe.book(citizen, elsewhere).problem()).isEqualTo("booking-overlaps");
        assertThat(cafe.taken(elsewhere)).isZero();
        assertThat(cafe.book(citizen, afterwards).status()).isEqualTo(201);
        citizen.delete("/bookings/" + id);
        citizen.delete(
                "/bookings/" + citizen.get("/me/bookings").items().getLast().getString("id"));
        assertThat(cafe.book(citizen, elsewhere).status()).isEqualTo(201);
    }

    @Test
    void fourthOpenBookingIsOneTooMany() {
        String first = cafe.book(citizen, cafe.slot(cafe.tenOn(2), 2)).json().getString("id");
        cafe.book(citizen, cafe.slot(cafe.tenOn(3), 2));
        cafe.book(citizen, cafe.slot(cafe.tenOn(4), 2));
        UUID fourth = cafe.slot(cafe.tenOn(5), 2);

        assertThat(cafe.book(citizen, fourth).problem()).isEqualTo("too-many-bookings");
        assertThat(cafe.taken(fourth)).isZero();
        citizen.delete("/bookings/" + first);
        assertThat(cafe.book(citizen, fourth).status()).isEqualTo(201);
    }

    @Test
    void bookingsThatHaveTakenPlaceDoNotCountAgainstTheNextOnes() {
        for (int hour = 1; hour <= 3; hour++) {
            assertThat(cafe.book(citizen, cafe.slot(cafe.in(hour), 1)).status()).isEqualTo(201);
        }
        UUID next = cafe.slot(cafe.in(30), 1);
        assertThat(cafe.book(citizen, next).problem()).isEqualTo("too-many-bookings");
        LAB.clock().advance(Duration.ofHours(5));

        assertThat(cafe.book(citizen, next).status()).isEqualTo(201);
    }

    @Test
    void fullSlotNamesTheNextFreeOnesAtTheSameVenueFirst() {
        UUID full = cafe.slot(cafe.tenOn(10), 1);
        UUID earlier = cafe.slot(cafe.tenOn(9), 1);
        UUID muchLater = cafe.slot(cafe.tenOn(14), 1);
        UUID dayAfter = cafe.slot(cafe.tenOn(11), 1);
        UUID elsewhere = cafe.slot(cafe.duerrenberg, cafe.tenOn(10), 1);
        UUID alsoFull = cafe.slot(cafe.tenOn(12), 1);
        UUID otherTopic = cafe.slotIn(cafe.day(cafe.merseburg, cafe.tenOn(13), cafe.otherTopic), cafe.tenOn(13), 1);
        cafe.book(LAB.citizen(), full);
        cafe.book(LAB.citizen(), alsoFull);

        Answer refused = cafe.book(citizen, full);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("slot-full");
        assertThat(refused.json().getJsonArray("alternatives").stream()
                        .map(JsonObject.class::cast)
                        .map(slot -> UUID.fromString(slot.getString("id"))))
                .containsExactly(dayAfter, muchLater, earlier, elsewhere)
                .doesNotContain(otherTopic);
    }

    @Test
    void fullSlotWithoutAnyOtherNamesNone() {
        UUID only = cafe.slot(cafe.tenOn(2), 1);
        cafe.book(LAB.citizen(), only);

        assertThat(cafe.book(citizen, only).json().getJsonArray("alternatives")).isEmpty();
    }

    @Test
    void whatPeopleWriteComesBackAsTheyWroteIt() {
        int next = 2;
        for (String hostile : new String[] {
            "<script>alert('x')</script>",
            "Robert'); DROP TABLE booking;--",
            "=HYPERLINK(\"http://example.org\")",
            "{{7*7}} ${jndi:ldap://x} %s \\u0000",
            "👵🏽 Zoë Ńiemiec"
        }) {
            Caller somebody = LAB.citizen();
            JsonObject wish = cafe.wish(cafe.slot(cafe.tenOn(next++), 1))
                    .put("name", hostile)
                    .put("note", hostile);

            Answer booked = somebody.create("/bookings", wish);

            assertThat(booked.status()).as(hostile).isEqualTo(201);
            JsonObject read = somebody.get("/me/bookings").items().getFirst();
            assertThat(read.getString("name")).isEqualTo(hostile);
            assertThat(read.getString("note")).isEqualTo(hostile);
        }
    }

    @Test
    void invisibleCharactersAreRefused() {
        JsonObject wish = cafe.wish(cafe.slot(cafe.tenOn(2), 1)).put("name", "Frau \u202eesuarK");

        assertThat(citizen.create("/bookings", wish).problem()).isEqualTo("invalid-text");
    }

    @Test
    void inputOutsideOfTheContractIsRefused() {
        UUID slot = cafe.slot(cafe.tenOn(2), 1);

        for (JsonObject wrong : new JsonObject[] {
            cafe.wish(slot).put("name", "K"),
            cafe.wish(slot).put("phone", "call me"),
            cafe.wish(slot).put("email", ""),
            cafe.wish(slot).put("email", "a@b\r\nRCPT TO:<evil@x>"),
            cafe.wish(slot).put("needs", new JsonArray().add("gold")),
            cafe.wish(slot).put("needs", new JsonArray().add("vision").add("vision")),
            cafe.wish(slot).put("personId", UUID.randomUUID().toString()),
            cafe.wish(slot).put("slotId", "1 OR 1=1")
        }) {
            assertThat(citizen.create("/bookings", wrong).status())
                    .as(wrong.encode())
                    .isEqualTo(400);
        }
        assertThat(cafe.taken(slot)).isZero();
    }

    @Test
    void eventsTellWhoseSeatAndWhenButNothingPersonal() {
        Answer booked = cafe.book(citizen, cafe.slot(cafe.tenOn(2), 1));
        String id = booked.json().getString("id");
        citizen.delete("/bookings/" + id);
        citizen.delete("/bookings/" + id);

        for (String name : new String[] {CafeEvents.Booked.NAME, CafeEvents.Cancelled.NAME}) {
            assertThat(LAB.number(
                            "SELECT count(*) FROM outbox_event WHERE name = ? AND payload ->> 'bookingId' = ? AND payload ->> 'person' = ?",
                            name,
                            id,
                            citizen.person().toString()))
                    .as(name)
                    .isEqualTo(1);
        }
        String code = booked.json().getString("code");
        for (String personal :
                new String[] {code, code.replace("-", ""), "Krause", "krause@example.org", "+493023125042", "klingelt"
                }) {
            assertThat(LAB.number(
                            "SELECT count(*) FROM outbox_event WHERE payload::text LIKE '%' || ? || '%'", personal))
                    .as(personal)
                    .isZero();
        }
    }
}
