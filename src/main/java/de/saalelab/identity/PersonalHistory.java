package de.saalelab.identity;

import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.UUID;

/** What a room keeps of a person, and how it goes over when two persons turn out to be one. */
public interface PersonalHistory {
    /**
     * Gives everything of {@code from} to {@code into}, as if one person had done it all: no rule that holds for one person is broken by what comes
     * together, and counters stay exact. Afterwards nothing in the room refers to {@code from}; doing it again does nothing. Both persons are locked.
     *
     * @return what to tell after the commit; news of what may yet be undone is none
     */
    Runnable join(Tx tx, UUID from, UUID into, Instant now);
}
