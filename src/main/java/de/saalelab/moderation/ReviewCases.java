package de.saalelab.moderation;

import de.saalelab.platform.db.Tx;
import java.time.Instant;

/** Where rooms hand their contributions in for review, in their own transactions. */
public final class ReviewCases {
    private final ReviewCaseStore store = new ReviewCaseStore();

    /** Opens a case. The content must have none open. */
    public void open(Tx tx, NewCase newCase, Instant now) {
        store.insert(tx, newCase, now);
    }

    /** Takes an open case off the queue, because its contribution is gone. */
    public void withdraw(Tx tx, ContentRef content) {
        store.withdraw(tx, content);
    }
}
