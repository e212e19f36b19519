package de.saalelab.notify;

import de.saalelab.identity.PersonalHistory;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.UUID;

/** A person's messages. */
public final class InboxHistory implements PersonalHistory {
    private final InboxStore store = new InboxStore();

    @Override
    public Runnable join(Tx tx, UUID from, UUID into, Instant now) {
        store.handOver(tx, from, into);
        return () -> {};
    }
}
