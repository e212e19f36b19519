package de.saalelab.idea;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The rules for ideas. Pure: everything they need is given to them. */
final class IdeaPolicy {
    /** Why the call takes no idea now; empty when it does. */
    Optional<WriteOutcome> objectionOfCall(Optional<IdeaCall> call, Instant now) {
        if (call.isEmpty()) {
            return Optional.of(new WriteOutcome.CallNotFound());
        }
        boolean collecting = call.get().phase() == Phase.COLLECT
                && !now.isBefore(call.get().opensAt())
                && call.get().closesAt().map(now::isBefore).orElse(true);
        return collecting ? Optional.empty() : Optional.of(new WriteOutcome.CallClosed());
    }

    /** Why the author cannot change the idea; empty when they can. Somebody else's idea does not exist for them. */
    Optional<WriteOutcome> objectionToEdit(Optional<Idea> idea, UUID person, int expectedVersion) {
        if (idea.isEmpty() || !idea.get().author().equals(person)) {
            return Optional.of(new WriteOutcome.NotFound());
        }
        if (!idea.get().status().isEditable()) {
            return Optional.of(new WriteOutcome.NotEditable());
        }
        return idea.get().version() == expectedVersion ? Optional.empty() : Optional.of(new WriteOutcome.Stale());
    }

    /** Why the author cannot take the idea back; empty when they can. What is published belongs to the public talk. */
    Optional<WithdrawOutcome> objectionToWithdraw(Idea idea, UUID person) {
        if (!idea.author().equals(person)) {
            return Optional.of(new WithdrawOutcome.NotFound());
        }
        return idea.status().isOpen() ? Optional.empty() : Optional.of(new WithdrawOutcome.NotEditable());
    }

    /** Whether the reader may see the idea. */
    boolean mayRead(Idea idea, Optional<UUID> reader, boolean moderates) {
        return idea.status().isPublic() || moderates || reader.equals(Optional.of(idea.author()));
    }
}
