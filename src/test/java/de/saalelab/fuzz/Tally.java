package de.saalelab.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What a run has seen; for all threads. */
final class Tally {
    private static final int ENOUGH = 20;

    private record Slowest(String operation, long nanos) {}

    private final Map<String, LongAdder> taken = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final List<String> findings = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicLong> alike = new ConcurrentHashMap<>();
    private final AtomicReference<Slowest> slowest = new AtomicReference<>(new Slowest("", 0));

    void add(Sent sent, Received received) {
        String id = sent.operation().id();
        statuses.computeIfAbsent(received.status(), _ -> new LongAdder()).increment();
        Map<String, LongAdder> side = received.status() / 100 == 2 ? taken : refused;
        side.computeIfAbsent(id, _ -> new LongAdder()).increment();
        slowest.accumulateAndGet(
                new Slowest(id, received.nanos()), (before, now) -> now.nanos() > before.nanos() ? now : before);
    }

    /** Notes a finding; of those that are alike the first three are kept. */
    void found(Sent sent, String finding, Sent smallest, int port) {
        String kind = sent.operation().id() + finding.replaceAll("[0-9a-f-]{36}|\\d+", "#");
        if (alike.computeIfAbsent(kind, _ -> new AtomicLong()).incrementAndGet() <= 2) {
            findings.add("%s (%s, expected %s): %s%n  %s%n"
                    .formatted(sent.operation().id(), sent.why(), sent.expectation(), finding, smallest.curl(port)));
        }
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    boolean enough() {
        return findings.size() >= ENOUGH;
    }

    long turnedAway() {
        LongAdder overloaded = statuses.get(503);
        return overloaded == null ? 0 : overloaded.sum();
    }

    /** A run in which an operation never succeeds, or is never refused, has shown little about it. */
    List<String> neverTaken(List<ApiOperation> operations) {
        return without(operations, taken);
    }

    List<String> neverRefused(List<ApiOperation> operations) {
        return without(operations, refused);
    }

    private static List<String> without(List<ApiOperation> operations, Map<String, LongAdder> side) {
        return operations.stream()
                .map(ApiOperation::id)
                .filter(id -> !side.containsKey(id))
                .toList();
    }

    String report() {
        Slowest worst = Objects.requireNonNull(slowest.get());
        return "fuzz: answers by status %s; slowest %s with %d ms"
                .formatted(new TreeMap<>(statuses), worst.operation(), worst.nanos() / 1_000_000);
    }
}
