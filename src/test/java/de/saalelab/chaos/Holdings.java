package de.saalelab.chaos;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Things of one kind that a person has, as far as they were told: ideas that they support, options that bear their marks, ideas, bookings. */
final class Holdings {
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private final Set<UUID> onceGivenBack = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger givenBack = new AtomicInteger();

    /** It was acknowledged; a second acknowledgement of the same changes nothing. */
    void take(UUID id) {
        if (held.add(id)) {
            taken.incrementAndGet();
        }
    }

    /** That it is gone was acknowledged. */
    void giveBack(UUID id) {
        onceGivenBack.add(id);
        if (held.remove(id)) {
            givenBack.incrementAndGet();
        }
    }

    Set<UUID> held() {
        return Set.copyOf(held);
    }

    boolean holds(UUID id) {
        return held.contains(id);
    }

    int size() {
        return held.size();
    }

    boolean wasGivenBack(UUID id) {
        return onceGivenBack.contains(id);
    }

    int timesTaken() {
        return taken.get();
    }

    int timesGivenBack() {
        return givenBack.get();
    }
}
