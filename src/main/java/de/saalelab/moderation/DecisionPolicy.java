package de.saalelab.moderation;

import java.util.Optional;

/** When a case may be decided, and how. */
final class DecisionPolicy {
    /** Why the decision cannot be taken; empty when it can. */
    Optional<DecideOutcome> objection(ReviewCase found, DecideCase command) {
        return switch (found.state()) {
            case WITHDRAWN -> Optional.of(new DecideOutcome.NotFound());
            case DECIDED -> Optional.of(new DecideOutcome.AlreadyDecided());
            case OPEN -> {
                if (found.version() != command.expectedVersion()) {
                    yield Optional.of(new DecideOutcome.Stale());
                }
                boolean owesReason = command.decision() != Decision.PUBLISH;
                yield owesReason && command.reason().isEmpty()
                        ? Optional.of(new DecideOutcome.ReasonRequired())
                        : Optional.empty();
            }
        };
    }
}
