package de.saalelab.platform.http;

import de.saalelab.platform.db.Transactions;
import java.time.Clock;

/** The first answers to calls with an Idempotency-Key, as housekeeping sees them. */
public final class KeptAnswers {
    private final Transactions transactions;
    private final Clock clock;
    private final IdempotencyStore store = new IdempotencyStore();

    public KeptAnswers(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Removes answers older than 48 hours; returns how many. */
    public int forget() {
        return transactions.run(tx -> store.forget(tx, clock.instant()));
    }
}
