package de.saalelab.platform.outbox;

import de.saalelab.platform.db.Tx;
import java.util.Set;

/** Reacts to events. Delivery is at least once, so a receiver must find out itself, by the event's id, that it has been here before. */
public interface Receiver {
    /** The event names that it wants. */
    Set<String> names();

    /** Takes one event, inside the relay's transaction that also ticks the event off. No mail, HTTP or language model here. */
    void receive(Tx tx, Event event);
}
