package de.saalelab.platform.outbox;

import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Where use cases leave their events, in their own transaction: an event exists exactly if what it tells of happened. */
public final class Outbox {
    private final OutboxStore store = new OutboxStore();

    /** Adds an event; it goes out after the transaction commits. */
    public void add(Tx tx, String name, JsonObject payload, Instant now) {
        store.insert(tx, new Event(Uuid7.next(), name, payload, now));
    }
}
