package de.saalelab.event;

import de.saalelab.identity.PersonalHistory;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.UUID;

/** A person's pitches. All stay, even when there are more than five for one event. */
public final class EventHistory implements PersonalHistory {
    private final EventStore store = new EventStore();

    @Override
    public Runnable join(Tx tx, UUID from, UUID into, Instant now) {
        store.handOverPitches(tx, from, into);
        return () -> {};
    }
}
