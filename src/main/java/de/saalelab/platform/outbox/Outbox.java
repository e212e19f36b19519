package de.saalelab.platform.outbox;

import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where use cases leave their events, in their own transaction: an event exists exactly if what it tells of happened. */
public final class Outbox {
    private final Set<String> awaited;
    private final OutboxStore store = new OutboxStore();

    /**
     * An outbox.
     *
     * @param receivers those who wait for events; an event that none of them waits for is kept as a record, and the relay never sees it
     */
    public Outbox(Collection<? extends Receiver> receivers) {
        this.awaited = receivers.stream()
                .flatMap(receiver -> receiver.names().stream())
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** Adds an event; it goes out after the transaction commits. */
    public void add(Tx tx, String name, JsonObject payload, Instant now) {
        addAll(tx, name, List.of(payload), now);
    }

    /** Adds events of one name in one statement. */
    public void addAll(Tx tx, String name, List<JsonObject> payloads, Instant now) {
        if (!payloads.isEmpty()) {
            List<Event> events = payloads.stream()
                    .map(payload -> new Event(Uuid7.next(), name, payload, now))
                    .toList();
            store.insert(tx, events, awaited.contains(name));
        }
    }
}
