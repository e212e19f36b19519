package de.saalelab.idea;

import de.saalelab.idea.IdeaCommands.SupportIdea;
import de.saalelab.idea.SupportStore.Standing;
import java.util.Optional;

/** The rules for supporting. Pure: everything they need is given to them. */
final class SupportPolicy {
    private SupportPolicy() {}

    /** Why the person cannot support the idea, or take support back; empty when they can. */
    static Optional<SupportOutcome> objection(SupportIdea command, Optional<Standing> idea) {
        if (idea.isEmpty() || !idea.get().status().isPublic()) {
            return Optional.of(new SupportOutcome.NotFound());
        }
        boolean own = command.give() && idea.get().author().equals(command.person());
        return own ? Optional.of(new SupportOutcome.Own()) : Optional.empty();
    }
}
