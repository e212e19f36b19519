package de.saalelab.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.ballot.BallotPolicy.Verdict;
import de.saalelab.ballot.BallotResults.Counted;
import de.saalelab.ballot.BallotResults.Ranked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BallotPolicyTest {
    private static final Instant OPENS = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-11-28T09:30:00Z");
    private static final Instant DURING = OPENS.plus(Duration.ofDays(1));
    private static final BallotTimes TIMES = new BallotTimes(OPENS, Optional.of(CLOSES), Optional.empty());
    private static final UUID HERE = UUID.randomUUID();
    private static final UUID THERE = UUID.randomUUID();

    @Test
    void ballotIsOpenFromItsOpeningUntilJustBeforeItsClosing() {
        assertThat(BallotPolicy.state(TIMES, OPENS.minusMillis(1))).isEqualTo(BallotState.PLANNED);
        assertThat(BallotPolicy.state(TIMES, OPENS)).isEqualTo(BallotState.OPEN);
        assertThat(BallotPolicy.state(TIMES, CLOSES.minusMillis(1))).isEqualTo(BallotState.OPEN);
        assertThat(BallotPolicy.state(TIMES, CLOSES)).isEqualTo(BallotState.CLOSED);
    }

    @Test
    void ballotClosedByHandStaysClosed() {
        BallotTimes closed = new BallotTimes(OPENS, Optional.empty(), Optional.of(DURING));

        assertThat(BallotPolicy.state(closed, OPENS.minusMillis(1))).isEqualTo(BallotState.CLOSED);
        assertThat(BallotPolicy.state(closed, DURING)).isEqualTo(BallotState.CLOSED);
    }

    @Test
    void ballotWithoutClosingTimeStaysOpen() {
        BallotTimes endless = new BallotTimes(OPENS, Optional.empty(), Optional.empty());

        assertThat(BallotPolicy.state(endless, CLOSES.plus(Duration.ofDays(1000))))
                .isEqualTo(BallotState.OPEN);
    }

    @Test
    void whoJoinsKeepsTheirOwnMarksAndTakesOverWhatFits() {
        List<UUID> options = IntStream.range(0, 7).mapToObj(i -> new UUID(0, i)).toList();
        UUID guest = UUID.randomUUID();
        UUID account = UUID.randomUUID();
        List<MarkStore.Cast> ours = List.of(cast(account, options.get(0), 1), cast(account, options.get(1), 4));
        List<MarkStore.Cast> theirs = List.of(
                cast(guest, options.get(1), 1),
                cast(guest, options.get(2), 2),
                cast(guest, options.get(3), 3),
                cast(guest, options.get(4), 4),
                cast(guest, options.get(5), 5));

        assertThat(BallotPolicy.takenOver(theirs, ours, account))
                .containsExactly(
                        cast(account, options.get(2), 2),
                        cast(account, options.get(3), 3),
                        cast(account, options.get(4), 5));
        assertThat(BallotPolicy.takenOver(theirs, List.of(), account)).hasSize(5);
        assertThat(BallotPolicy.takenOver(List.of(), ours, account)).isEmpty();
    }

    private static MarkStore.Cast cast(UUID voter, UUID option, int number) {
        return new MarkStore.Cast(new Mark(HERE, voter, option), number, 5);
    }

    @Test
    void markIsCastWhileSomeAreLeft() {
        assertThat(cast(standing(4), Optional.empty(), DURING)).isEqualTo(Verdict.CHANGE);
        assertThat(cast(standing(5), Optional.empty(), DURING)).isEqualTo(Verdict.NO_MARKS_LEFT);
    }

    @Test
    void markCanMoveWhenNoneAreLeft() {
        assertThat(cast(standing(4, THERE), Optional.of(THERE), DURING)).isEqualTo(Verdict.CHANGE);
        assertThat(cast(standing(4), Optional.of(THERE), DURING)).isEqualTo(Verdict.NO_MARK_TO_MOVE);
    }

    @Test
    void sentAgainItChangesNothingEvenAfterClosing() {
        assertThat(cast(standing(4, HERE), Optional.empty(), DURING)).isEqualTo(Verdict.UNCHANGED);
        assertThat(cast(standing(0, HERE), Optional.empty(), CLOSES)).isEqualTo(Verdict.UNCHANGED);
        assertThat(cast(standing(0, HERE), Optional.of(THERE), DURING)).isEqualTo(Verdict.UNCHANGED);
        assertThat(BallotPolicy.takeBack(standing(0), HERE, CLOSES)).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void moveOntoMarkedOptionTakesNothingAway() {
        assertThat(cast(standing(0, HERE, THERE), Optional.of(THERE), DURING)).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void nothingChangesBeforeOpeningOrAfterClosing() {
        assertThat(cast(standing(0), Optional.empty(), OPENS.minusMillis(1))).isEqualTo(Verdict.NOT_OPEN);
        assertThat(cast(standing(0), Optional.empty(), CLOSES)).isEqualTo(Verdict.CLOSED);
        assertThat(BallotPolicy.takeBack(standing(0, HERE), HERE, CLOSES)).isEqualTo(Verdict.CLOSED);
        assertThat(BallotPolicy.takeBack(standing(0, HERE), HERE, DURING)).isEqualTo(Verdict.CHANGE);
    }

    @Test
    void equalMarksShareRankAndTheNextIsLeftOut() {
        List<Ranked> ranking = BallotResults.ranked(
                List.of(counted("d", 0), counted("b", 7), counted("a", 12), counted("c", 7), counted("e", 0)));

        assertThat(ranking).extracting(Ranked::rank).containsExactly(1, 2, 2, 4, 4);
        assertThat(ranking).extracting(ranked -> ranked.option().title()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void markGetsTheLowestNumberThatIsFree() {
        List<UUID> mine = List.of(HERE, UUID.randomUUID());

        assertThat(new Standing(TIMES, 5, 0, List.of(), List.of()).freeNumber()).isEqualTo(1);
        assertThat(new Standing(TIMES, 5, 0, mine, List.of(1, 3)).freeNumber()).isEqualTo(2);
        assertThat(new Standing(TIMES, 5, 0, mine, List.of(1, 2)).freeNumber()).isEqualTo(3);
    }

    @Test
    void nothingToRankIsNoRanking() {
        assertThat(BallotResults.ranked(List.of())).isEmpty();
    }

    private static Verdict cast(Standing standing, Optional<UUID> from, Instant now) {
        return BallotPolicy.cast(standing, HERE, from, now);
    }

    /** Somebody with marks on these options and on so many others. */
    private static Standing standing(int others, UUID... options) {
        List<UUID> mine = new java.util.ArrayList<>(List.of(options));
        for (int i = 0; i < others; i++) {
            mine.add(UUID.randomUUID());
        }
        return new Standing(
                TIMES, 5, 0, mine, IntStream.rangeClosed(1, mine.size()).boxed().toList());
    }

    private static Counted counted(String title, int marks) {
        return new Counted(UUID.randomUUID(), title, marks);
    }
}
