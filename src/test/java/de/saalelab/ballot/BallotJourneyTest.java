package de.saalelab.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Barcamps;
import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BallotJourneyTest {
    private static final TestLab LAB = TestLab.shared();

    @Test
    void personGivesFiveMarksAndNoSixth() {
        Barcamp barcamp = Barcamps.open(LAB, 6);
        Caller voter = LAB.citizen();
        for (int i = 0; i < 5; i++) {
            Answer answer = voter.put(barcamp.mark(i));
            assertThat(answer.json().getInteger("marks")).isEqualTo(1);
            assertThat(answer.json().getInteger("marksLeft")).isEqualTo(4 - i);
        }

        assertThat(voter.put(barcamp.mark(5)).problem()).isEqualTo("no-marks-left");
        assertThat(voter.get(barcamp.ballot()).json().getJsonArray("myMarks")).hasSize(5);
        assertThat(Barcamps.countersOff(LAB, barcamp)).isZero();
    }

    @Test
    void castingAgainAnswersTheSame() {
        Barcamp barcamp = Barcamps.open(LAB, 1);
        Caller voter = LAB.citizen();

        JsonObject first = voter.put(barcamp.mark(0)).json();
        long version = version(barcamp);

        assertThat(voter.put(barcamp.mark(0)).json()).isEqualTo(first);
        assertThat(version(barcamp)).isEqualTo(version);
    }

    @Test
    void markMovesAndMovingAgainAnswersTheSame() {
        Barcamp barcamp = Barcamps.open(LAB, 2);
        Caller voter = LAB.citizen();
        voter.put(barcamp.mark(0));

        String move = barcamp.mark(1) + "?from=" + barcamp.pitches().get(0);
        JsonObject moved = voter.put(move).json();

        assertThat(moved.getJsonArray("myMarks"))
                .isEqualTo(new JsonArray().add(barcamp.pitches().get(1).toString()));
        assertThat(moved.getInteger("marksLeft")).isEqualTo(4);
        assertThat(voter.put(move).json()).isEqualTo(moved);
        assertThat(counts(barcamp)).containsExactly(0, 1);
        assertThat(Barcamps.countersOff(LAB, barcamp)).isZero();
    }

    @Test
    void markThatIsNotThereCannotMove() {
        Barcamp barcamp = Barcamps.open(LAB, 2);

        assertThat(LAB.citizen()
                        .put(barcamp.mark(1) + "?from=" + barcamp.pitches().get(0))
                        .problem())
                .isEqualTo("no-mark-to-move");
    }

    @Test
    void markIsTakenBackOnce() {
        Barcamp barcamp = Barcamps.open(LAB, 2);
        Caller voter = LAB.citizen();
        voter.put(barcamp.mark(0));

        assertThat(voter.delete(barcamp.mark(0)).json().getInteger("marks")).isZero();
        assertThat(voter.delete(barcamp.mark(0)).json().getInteger("marksLeft")).isEqualTo(5);
        assertThat(LAB.anonymous().get(barcamp.ballot()).json().getInteger("voters"))
                .isZero();
    }

    @Test
    void freedNumberIsUsedAgain() {
        Barcamp barcamp = Barcamps.open(LAB, 6);
        Caller voter = LAB.citizen();
        for (int i = 0; i < 5; i++) {
            voter.put(barcamp.mark(i));
        }
        voter.delete(barcamp.mark(2));

        assertThat(voter.put(barcamp.mark(5)).json().getInteger("marksLeft")).isZero();
    }

    @Test
    void unknownBallotAndForeignOptionAreTold() {
        Barcamp barcamp = Barcamps.open(LAB, 1);
        Barcamp other = Barcamps.open(LAB, 1);
        Caller voter = LAB.citizen();
        String foreign = barcamp.ballot() + "/marks/" + other.pitches().getFirst();

        assertThat(voter.put(foreign).problem()).isEqualTo("option-not-found");
        assertThat(voter.delete(foreign).problem()).isEqualTo("option-not-found");
        String nowhere = "/ballots/" + UUID.randomUUID();
        assertThat(voter.put(nowhere + "/marks/" + barcamp.pitches().getFirst()).problem())
                .isEqualTo("ballot-not-found");
        assertThat(voter.get(nowhere).problem()).isEqualTo("ballot-not-found");
        assertThat(voter.get(nowhere + "/results").problem()).isEqualTo("ballot-not-found");
        assertThat(LAB.staff(Role.LAB_ADMIN).put(nowhere + "/closing").problem())
                .isEqualTo("ballot-not-found");
    }

    @Test
    void nobodyVotesBeforeOpening() {
        Barcamp barcamp = Barcamps.arrange(LAB, 1, Duration.ofHours(1), Optional.empty());

        assertThat(LAB.citizen().put(barcamp.mark(0)).problem()).isEqualTo("ballot-not-open");
        assertThat(LAB.anonymous().get(barcamp.ballot()).json().getString("state"))
                .isEqualTo("planned");
    }

    @Test
    void closedBallotIsFinalAndClosingAgainTellsTheSame() {
        Barcamp barcamp = Barcamps.open(LAB, 4);
        Caller voter = LAB.citizen();
        voter.put(barcamp.mark(3));
        voter.put(barcamp.mark(1));
        LAB.citizen().put(barcamp.mark(3));
        assertThat(LAB.anonymous().get(barcamp.ballot() + "/results").json().getBoolean("final"))
                .isFalse();

        JsonObject results =
                LAB.staff(Role.MODERATOR).put(barcamp.ballot() + "/closing").json();

        assertThat(results.getBoolean("final")).isTrue();
        assertThat(results.getInteger("marks")).isEqualTo(3);
        assertThat(results.getInteger("voters")).isEqualTo(2);
        assertThat(results.getJsonArray("ranking").stream()
                        .map(JsonObject.class::cast)
                        .map(ranked -> ranked.getInteger("rank")))
                .containsExactly(1, 2, 3, 3);
        assertThat(voter.put(barcamp.mark(0)).problem()).isEqualTo("ballot-closed");
        assertThat(voter.delete(barcamp.mark(1)).problem()).isEqualTo("ballot-closed");
        assertThat(voter.put(barcamp.mark(1)).status()).isEqualTo(200);
        assertThat(LAB.staff(Role.LAB_ADMIN).put(barcamp.ballot() + "/closing").json())
                .isEqualTo(results);
        assertThat(LAB.anonymous().get(barcamp.ballot() + "/results").json()).isEqualTo(results);
        assertThat(closedEvents(barcamp)).isEqualTo(1);
    }

    @Test
    void ballotClosesByItselfWhenItsTimeHasCome() {
        try (TestLab lab = TestLab.start()) {
            Barcamp barcamp = Barcamps.arrange(lab, 1, Duration.ofHours(-1), Optional.of(Duration.ofMinutes(1)));
            Caller voter = lab.citizen();
            voter.put(barcamp.mark(0));
            lab.clock().advance(Duration.ofMinutes(2));

            assertThat(voter.delete(barcamp.mark(0)).problem()).isEqualTo("ballot-closed");
            JsonObject ballot = lab.anonymous().get(barcamp.ballot()).json();
            assertThat(ballot.getString("state")).isEqualTo("closed");
            JsonObject results = Barcamps.finalResults(lab, barcamp);
            assertThat(Instant.parse(results.getString("closedAt")))
                    .isEqualTo(Instant.parse(ballot.getString("closesAt")));
            assertThat(results.getInteger("marks")).isEqualTo(1);
        }
    }

    @Test
    void onlyThoseWhoMayCanVoteAndClose() {
        Barcamp barcamp = Barcamps.open(LAB, 1);

        assertThat(LAB.anonymous().put(barcamp.mark(0)).problem()).isEqualTo("unauthenticated");
        assertThat(LAB.staff(Role.MODERATOR).put(barcamp.mark(0)).problem()).isEqualTo("forbidden");
        for (Caller caller : List.of(LAB.citizen(), LAB.staff(Role.DESK, Role.HELPER, Role.EDITOR))) {
            assertThat(caller.put(barcamp.ballot() + "/closing").problem()).isEqualTo("forbidden");
        }
        assertThat(LAB.anonymous().put(barcamp.ballot() + "/closing").problem()).isEqualTo("unauthenticated");
        assertThat(LAB.staff(Role.MODERATOR)
                        .without("X-CSRF-Token")
                        .put(barcamp.ballot() + "/closing")
                        .problem())
                .isEqualTo("csrf-token-missing");
        assertThat(LAB.anonymous().get(barcamp.ballot()).json().containsKey("myMarks"))
                .isFalse();
        assertThat(version(barcamp)).isEqualTo(1);
    }

    private static long closedEvents(Barcamp barcamp) {
        return LAB.number(
                "SELECT count(*) FROM outbox_event WHERE name = 'ballot.closed.v1' AND payload ->> 'ballotId' = ?",
                barcamp.ballotId().toString());
    }

    private static long version(Barcamp barcamp) {
        return LAB.anonymous().get(barcamp.ballot()).json().getLong("version");
    }

    private static List<Integer> counts(Barcamp barcamp) {
        JsonArray options = LAB.anonymous().get(barcamp.ballot()).json().getJsonArray("options");
        return barcamp.pitches().stream()
                .map(pitch -> options.stream()
                        .map(JsonObject.class::cast)
                        .filter(option -> option.getString("optionId").equals(pitch.toString()))
                        .findFirst()
                        .orElseThrow()
                        .getInteger("marks"))
                .toList();
    }
}
