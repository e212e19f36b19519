package de.saalelab.event;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Barcamps;
import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJourneyTest {
    private static final TestLab LAB = TestLab.shared();

    @Test
    void eventShowsItsRoomsSlotsAndBallot() {
        Barcamp barcamp = Barcamps.open(LAB, 0);

        Answer answer = LAB.anonymous().get(barcamp.event());

        JsonObject event = answer.json();
        assertThat(event.getString("ballotId")).isEqualTo(barcamp.ballotId().toString());
        assertThat(event.getJsonArray("rooms").getJsonObject(0).getString("name"))
                .isEqualTo("Saal");
        assertThat(event.getJsonArray("slots")).hasSize(1);
        assertThat(event.getJsonObject("startsAt").getString("zone")).isEqualTo("Europe/Berlin");
        assertThat(LAB.anonymous()
                        .with("If-None-Match", answer.header("ETag").orElseThrow())
                        .get(barcamp.event())
                        .status())
                .isEqualTo(304);
        assertThat(LAB.anonymous().get("/events/" + UUID.randomUUID()).problem())
                .isEqualTo("event-not-found");
    }

    @Test
    void listHasTheNextFirstAndPagesWithoutGapsOrRepeats() {
        try (TestLab lab = TestLab.start()) {
            for (int i = 0; i < 5; i++) {
                Barcamps.open(lab, 0);
                lab.clock().advance(Duration.ofHours(1));
            }
            List<String> ids = new ArrayList<>();
            List<String> starts = new ArrayList<>();
            Optional<String> next = Optional.of("/events?limit=2");
            while (next.isPresent()) {
                Answer page = lab.anonymous().get(next.get());
                page.items().forEach(event -> {
                    ids.add(event.getString("id"));
                    starts.add(event.getJsonObject("startsAt").getString("at"));
                });
                next = Optional.ofNullable(page.json().getString("next"))
                        .map(after -> "/events?limit=2&after=" + after);
            }
            assertThat(ids).hasSize(5).doesNotHaveDuplicates();
            assertThat(starts).isSorted();
            lab.clock().advance(Duration.ofDays(4));
            assertThat(lab.anonymous().get("/events").items()).isEmpty();
        }
    }

    @Test
    void pitchIsPublicAtOnceAndStandsInTheBallot() {
        Barcamp barcamp = Barcamps.open(LAB, 0);
        Caller author = LAB.citizen();

        Answer answer = author.create(barcamp.event() + "/pitches", Barcamps.pitch("Wohngeld in zehn Minuten"));

        assertThat(answer.status()).isEqualTo(201);
        String id = answer.json().getString("id");
        JsonObject seen =
                LAB.anonymous().get(barcamp.event() + "/pitches").items().getFirst();
        assertThat(seen.getString("id")).isEqualTo(id);
        assertThat(seen.getBoolean("own")).isFalse();
        assertThat(seen.containsKey("marked")).isFalse();
        assertThat(LAB.anonymous().get(barcamp.ballot()).json().getJsonArray("options"))
                .hasSize(1);
        author.put(barcamp.ballot() + "/marks/" + id);
        JsonObject own = author.get(barcamp.event() + "/pitches").items().getFirst();
        assertThat(own.getBoolean("own")).isTrue();
        assertThat(own.getBoolean("marked")).isTrue();
        assertThat(own.getInteger("marks")).isEqualTo(1);
        assertThat(LAB.text(
                        "SELECT payload::text FROM outbox_event WHERE name = 'event.session-pitched.v1' AND payload ->> 'pitchId' = ?",
                        id))
                .doesNotContain("Jana")
                .contains(author.person().toString());
    }

    @Test
    void sameKeyPitchesOnce() {
        Barcamp barcamp = Barcamps.open(LAB, 0);
        Caller author = LAB.citizen().with("Idempotency-Key", UUID.randomUUID().toString());
        JsonObject pitch = Barcamps.pitch("Leichte Sprache ausprobieren");

        JsonObject first = author.post(barcamp.event() + "/pitches", pitch).json();

        assertThat(author.post(barcamp.event() + "/pitches", pitch).json()).isEqualTo(first);
        assertThat(author.post(barcamp.event() + "/pitches", Barcamps.pitch("Etwas ganz anderes"))
                        .problem())
                .isEqualTo("idempotency-conflict");
        assertThat(LAB.anonymous().get(barcamp.event() + "/pitches").items()).hasSize(1);
    }

    @Test
    void sixthPitchOfOnePersonIsRefused() {
        Barcamp barcamp = Barcamps.open(LAB, 0);
        Caller author = LAB.citizen();
        for (int i = 1; i <= 5; i++) {
            assertThat(author.create(barcamp.event() + "/pitches", Barcamps.pitch("Session " + i))
                            .status())
                    .isEqualTo(201);
        }

        assertThat(author.create(barcamp.event() + "/pitches", Barcamps.pitch("Session 6"))
                        .problem())
                .isEqualTo("too-many-pitches");
    }

    @Test
    void pitchesAreListedByMarksOrAge() {
        Barcamp barcamp = Barcamps.open(LAB, 3);
        LAB.citizen().put(barcamp.mark(1));
        LAB.citizen().put(barcamp.mark(1));
        LAB.citizen().put(barcamp.mark(0));

        assertThat(ids(barcamp, "newest")).containsExactly(pitch(barcamp, 2), pitch(barcamp, 1), pitch(barcamp, 0));
        assertThat(ids(barcamp, "most-marks")).containsExactly(pitch(barcamp, 1), pitch(barcamp, 0), pitch(barcamp, 2));
    }

    @Test
    void pitchingEndsWithTheBallot() {
        Barcamp barcamp = Barcamps.open(LAB, 1);
        LAB.staff(Role.LAB_ADMIN).put(barcamp.ballot() + "/closing");

        assertThat(LAB.citizen()
                        .create(barcamp.event() + "/pitches", Barcamps.pitch("Zu spät gekommen"))
                        .problem())
                .isEqualTo("pitching-closed");
        assertThat(LAB.number("SELECT count(*) FROM event_pitch WHERE event_id = ?", barcamp.eventId()))
                .isEqualTo(1);
    }

    @Test
    void sessionsCanBePitchedBeforeTheVotingOpens() {
        Barcamp barcamp = Barcamps.arrange(LAB, 2, Duration.ofHours(1), Optional.empty());

        assertThat(barcamp.pitches()).hasSize(2);
    }

    @Test
    void onlyPhonesPitchAndOnlyWhereThereIsAnEvent() {
        Barcamp barcamp = Barcamps.open(LAB, 0);
        JsonObject pitch = Barcamps.pitch("Fahrradständer am Rathaus");

        assertThat(LAB.anonymous().create(barcamp.event() + "/pitches", pitch).problem())
                .isEqualTo("unauthenticated");
        assertThat(LAB.staff(Role.MODERATOR, Role.LAB_ADMIN)
                        .create(barcamp.event() + "/pitches", pitch)
                        .problem())
                .isEqualTo("forbidden");
        String nowhere = "/events/" + UUID.randomUUID() + "/pitches";
        assertThat(LAB.citizen().create(nowhere, pitch).problem()).isEqualTo("event-not-found");
        assertThat(LAB.citizen().get(nowhere).problem()).isEqualTo("event-not-found");
        assertThat(LAB.anonymous().get(barcamp.event() + "/pitches").items()).isEmpty();
    }

    @Test
    void demoBarcampIsOpenForVotingWithCountsThatAreRows() {
        try (TestLab lab = TestLab.start()) {
            lab.demo();

            JsonObject summary = lab.anonymous().get("/events").items().getFirst();
            JsonObject event =
                    lab.anonymous().get("/events/" + summary.getString("id")).json();
            String ballot = "/ballots/" + event.getString("ballotId");
            assertThat(event.getJsonArray("rooms")).hasSize(4);
            assertThat(event.getJsonArray("slots")).hasSize(5);
            assertThat(lab.anonymous().get(ballot).json().getString("state")).isEqualTo("open");
            JsonObject results = lab.anonymous().get(ballot + "/results").json();
            assertThat(results.getInteger("marks")).isEqualTo(303);
            assertThat(results.getJsonArray("ranking")).hasSize(18);
            assertThat(results.getJsonArray("ranking").getJsonObject(0).getInteger("marks"))
                    .isEqualTo(38);
            Barcamp demo = new Barcamp(
                    UUID.fromString(event.getString("id")), UUID.fromString(event.getString("ballotId")), List.of());
            assertThat(Barcamps.countersOff(lab, demo)).isZero();
            assertThat(Barcamps.mostMarksOfOne(lab, demo)).isLessThanOrEqualTo(5);
        }
    }

    private static List<String> ids(Barcamp barcamp, String sort) {
        List<String> ids = new ArrayList<>();
        Answer page = LAB.anonymous().get(barcamp.event() + "/pitches?limit=2&sort=" + sort);
        page.items().forEach(pitch -> ids.add(pitch.getString("id")));
        LAB.anonymous()
                .get(barcamp.event() + "/pitches?limit=2&sort=" + sort + "&after="
                        + page.json().getString("next"))
                .items()
                .forEach(pitch -> ids.add(pitch.getString("id")));
        return ids;
    }

    private static String pitch(Barcamp barcamp, int index) {
        return barcamp.pitches().get(index).toString();
    }
}
