package de.saalelab.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionPolicyTest {
    private final DecisionPolicy policy = new DecisionPolicy();

    @Test
    void openCaseIsDecidedInTheVersionThatWasRead() {
        assertThat(objection(ReviewCase.State.OPEN, 2, Decision.PUBLISH, Optional.empty()))
                .isEmpty();
        assertThat(objection(ReviewCase.State.OPEN, 1, Decision.PUBLISH, Optional.empty()))
                .contains(new DecideOutcome.Stale());
    }

    @Test
    void whoReturnsOrDeclinesOwesAReason() {
        for (Decision decision : Decision.values()) {
            assertThat(objection(ReviewCase.State.OPEN, 2, decision, Optional.of("Bitte genauer.")))
                    .isEmpty();
            assertThat(objection(ReviewCase.State.OPEN, 2, decision, Optional.empty()))
                    .isEqualTo(
                            decision == Decision.PUBLISH
                                    ? Optional.empty()
                                    : Optional.of(new DecideOutcome.ReasonRequired()));
        }
    }

    @Test
    void decidedCaseStaysAndWithdrawnOneIsGone() {
        assertThat(objection(ReviewCase.State.DECIDED, 2, Decision.PUBLISH, Optional.empty()))
                .contains(new DecideOutcome.AlreadyDecided());
        assertThat(objection(ReviewCase.State.WITHDRAWN, 2, Decision.PUBLISH, Optional.empty()))
                .contains(new DecideOutcome.NotFound());
    }

    private Optional<DecideOutcome> objection(
            ReviewCase.State state, int readVersion, Decision decision, Optional<String> reason) {
        UUID id = UUID.randomUUID();
        ReviewCase found = new ReviewCase(
                id,
                new ContentRef("idea", UUID.randomUUID()),
                "Titel",
                "Text",
                Optional.empty(),
                state,
                Instant.EPOCH,
                Optional.empty(),
                2);
        return policy.objection(found, new DecideCase(id, UUID.randomUUID(), readVersion, decision, reason));
    }
}
