package de.saalelab.platform.http;

import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import java.time.Clock;
import java.util.UUID;

/** The first answers to calls with an Idempotency-Key, as housekeeping sees them. */
public final class KeptAnswers {
    private final Transactions transactions;
    private final Clock clock;
    private final IdempotencyStore store = new IdempotencyStore();

    public KeptAnswers(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Gives one person's answers to another, who keeps their own where both used the same key. */
    public void handOver(Tx tx, UUID from, UUID into) {
        store.handOver(tx, from, into);
    }

    /** Removes answers older than 48 hours; returns how many. */
    public int forget() {
        return transactions.run(tx -> store.forget(tx, clock.instant()));
    }
}
