package de.saalelab.cafe;

import de.saalelab.identity.PersonalHistory;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.UUID;

/** A person's bookings. All stay, even two at the same time and more than three open ones; which of them to cancel is for the person to say. */
public final class BookingHistory implements PersonalHistory {
    private final BookingStore store = new BookingStore();

    @Override
    public Runnable join(Tx tx, UUID from, UUID into, Instant now) {
        store.handOver(tx, from, into);
        return () -> {};
    }
}
