package de.saalelab.chaos;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody with a phone, and everything that they were told. They know exactly what is so, because they ask until they know. */
final class Person {
    private final UUID id;
    private final String token;
    private final Holdings supports = new Holdings();
    private final Holdings marks = new Holdings();
    private final Holdings ideas = new Holdings();
    private final Holdings bookings = new Holdings();
    private final AtomicInteger doubts = new AtomicInteger();
    private final Map<String, UUID> created = new ConcurrentHashMap<>();

    Person(UUID id, String token) {
        this.id = id;
        this.token = token;
    }

    UUID id() {
        return id;
    }

    String token() {
        return token;
    }

    Holdings supports() {
        return supports;
    }

    Holdings marks() {
        return marks;
    }

    Holdings ideas() {
        return ideas;
    }

    Holdings bookings() {
        return bookings;
    }

    /**
     * An act was refused after an earlier try of it had got no answer. A refusal is not kept under the act's key, so the earlier try may be carried out
     * after all, when it was only late.
     */
    void refusedAfterSilence() {
        doubts.incrementAndGet();
    }

    /** How many bookings or marks they may have that they do not know of. */
    int doubts() {
        return doubts.get();
    }

    /** What a key made; the first answer counts, and another id for the same key will be found in the database as one too many. */
    UUID made(String key, UUID id) {
        UUID first = created.putIfAbsent(key, id);
        return first == null ? id : first;
    }
}
