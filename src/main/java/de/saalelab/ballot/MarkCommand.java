package de.saalelab.ballot;

import java.util.Optional;
import java.util.UUID;

/** What a person wants done with a mark. */
sealed interface MarkCommand {
    UUID ballotId();

    UUID optionId();

    UUID voter();

    /** Give a mark, a new one or the one that lies on {@code from}. */
    record Cast(UUID ballotId, UUID optionId, UUID voter, Optional<UUID> from) implements MarkCommand {}

    /** Take the mark back. */
    record TakeBack(UUID ballotId, UUID optionId, UUID voter) implements MarkCommand {}
}
