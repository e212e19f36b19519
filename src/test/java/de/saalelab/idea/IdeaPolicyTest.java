package de.saalelab.idea;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdeaPolicyTest {
    private static final Instant OPENS = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-12-01T08:00:00Z");
    private static final UUID AUTHOR = UUID.randomUUID();
    private static final UUID STRANGER = UUID.randomUUID();
    private static final Set<IdeaStatus> PUBLIC =
            EnumSet.of(IdeaStatus.PUBLISHED, IdeaStatus.ACCEPTED, IdeaStatus.REJECTED, IdeaStatus.IMPLEMENTED);
    private static final Set<IdeaStatus> OPEN = EnumSet.of(IdeaStatus.DRAFT, IdeaStatus.SUBMITTED, IdeaStatus.RETURNED);
    private static final Set<IdeaStatus> EDITABLE = EnumSet.of(IdeaStatus.DRAFT, IdeaStatus.RETURNED);
    private final IdeaPolicy policy = new IdeaPolicy();

    @Test
    void callTakesIdeasFromItsOpeningUntilJustBeforeItsClosing() {
        Optional<IdeaCall> call = Optional.of(call(Phase.COLLECT, Optional.of(CLOSES)));

        assertThat(policy.objectionOfCall(call, OPENS.minusMillis(1))).contains(new WriteOutcome.CallClosed());
        assertThat(policy.objectionOfCall(call, OPENS)).isEmpty();
        assertThat(policy.objectionOfCall(call, CLOSES.minusMillis(1))).isEmpty();
        assertThat(policy.objectionOfCall(call, CLOSES)).contains(new WriteOutcome.CallClosed());
    }

    @Test
    void callWithoutClosingTimeTakesIdeasWhileItCollects() {
        for (Phase phase : Phase.values()) {
            assertThat(policy.objectionOfCall(Optional.of(call(phase, Optional.empty())), CLOSES)
                            .isEmpty())
                    .as(phase.toString())
                    .isEqualTo(phase == Phase.COLLECT);
        }
    }

    @Test
    void callThatDoesNotExistTakesNone() {
        assertThat(policy.objectionOfCall(Optional.empty(), OPENS)).contains(new WriteOutcome.CallNotFound());
    }

    @Test
    void onlyItsAuthorMayEditAndOnlyWhatWaitsForThem() {
        for (IdeaStatus status : IdeaStatus.values()) {
            Optional<Idea> idea = Optional.of(idea(status));
            assertThat(policy.objectionToEdit(idea, AUTHOR, 3))
                    .isEqualTo(
                            EDITABLE.contains(status) ? Optional.empty() : Optional.of(new WriteOutcome.NotEditable()));
            assertThat(policy.objectionToEdit(idea, STRANGER, 3)).contains(new WriteOutcome.NotFound());
        }
        assertThat(policy.objectionToEdit(Optional.empty(), AUTHOR, 3)).contains(new WriteOutcome.NotFound());
        assertThat(policy.objectionToEdit(Optional.of(idea(IdeaStatus.DRAFT)), AUTHOR, 2))
                .contains(new WriteOutcome.Stale());
    }

    @Test
    void onlyItsAuthorMayWithdrawAndOnlyWhatIsNotDecided() {
        for (IdeaStatus status : IdeaStatus.values()) {
            assertThat(policy.objectionToWithdraw(idea(status), AUTHOR))
                    .isEqualTo(
                            OPEN.contains(status) ? Optional.empty() : Optional.of(new WithdrawOutcome.NotEditable()));
            assertThat(policy.objectionToWithdraw(idea(status), STRANGER)).contains(new WithdrawOutcome.NotFound());
        }
    }

    @Test
    void whatIsNotPublicIsForItsAuthorAndTheModerators() {
        for (IdeaStatus status : IdeaStatus.values()) {
            boolean there = PUBLIC.contains(status);
            assertThat(policy.mayRead(idea(status), Optional.empty(), false)).isEqualTo(there);
            assertThat(policy.mayRead(idea(status), Optional.of(STRANGER), false))
                    .isEqualTo(there);
            assertThat(policy.mayRead(idea(status), Optional.of(AUTHOR), false)).isTrue();
            assertThat(policy.mayRead(idea(status), Optional.of(STRANGER), true))
                    .isTrue();
        }
    }

    @Test
    void statusKeepsItsNameInContractAndDatabase() {
        for (IdeaStatus status : IdeaStatus.values()) {
            assertThat(status.key()).matches("[a-z]+");
            assertThat(IdeaStatus.ofKey(status.key())).isEqualTo(status);
        }
    }

    private static IdeaCall call(Phase phase, Optional<Instant> closesAt) {
        return new IdeaCall(UUID.randomUUID(), "Titel", "Kurz", "Lang", phase, Optional.empty(), OPENS, closesAt, 0);
    }

    private static Idea idea(IdeaStatus status) {
        IdeaContent content =
                new IdeaContent(Optional.empty(), "Titel", "Text", "mobility", "merseburg", Optional.empty());
        return new Idea(UUID.randomUUID(), AUTHOR, content, status, Optional.empty(), 0, 3, OPENS, Optional.empty());
    }
}
