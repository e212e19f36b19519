package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts commits that changed {@link PublicData}. Whoever has made something from it keeps the count that it began with, and it is old when the count has
 * grown. Commits of this process count at once; those of others when they tell, collected for a twentieth of a second.
 */
public final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final int GAP_MILLIS = 50;
    private static final int GREETING_MILLIS = 1_000;
    /** Two greetings may get lost. */
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Map<PublicData, AtomicLong> counts = zeros();
    private final Set<PublicData> untold = EnumSet.noneOf(PublicData.class);
    private final String self = Uuid7.next().toString();
    private final ChangesStore store = new ChangesStore();
    private Optional<Listening> listening = Optional.empty();
    private Optional<Telling> telling = Optional.empty();
    private boolean resting;
    private long greetings;
    private volatile long heardOthers = System.nanoTime();
    private volatile long heardMyself = System.nanoTime() - 2 * SILENT_NANOS;

    private record Telling(Vertx vertx, Reads reads) {}

    /** Begins to hear other processes, and to tell them. Completes when they have been greeted, after which they no longer take themselves for alone. */
    synchronized Future<Void> connect(Vertx vertx, Database database) {
        telling = Optional.of(new Telling(vertx, database.reads()));
        listening = Optional.of(database.listen(ChangesStore.CHANNEL, this::hear));
        heardOthers = System.nanoTime();
        greetings = vertx.setPeriodic(GREETING_MILLIS, timer -> greet());
        return greet();
    }

    /**
     * Whether no other process has been at work on the database for some seconds, as far as can be heard; a line that is broken proves nothing. Whoever
     * comes greets before it serves anybody.
     */
    public boolean alone() {
        long now = System.nanoTime();
        return now - heardMyself < SILENT_NANOS && now - heardOthers > SILENT_NANOS;
    }

    private synchronized Future<Void> greet() {
        return telling.map(others -> store.tell(others.reads(), self + " ")
                        .onFailure(fault -> LOG.debug("Nobody was greeted", fault))
                        // Where the database is away nobody can write either, and the next greeting follows.
                        .<Void>mapEmpty()
                        .otherwiseEmpty())
                .orElse(Future.succeededFuture());
    }

    synchronized Future<Void> close() {
        telling.ifPresent(others -> others.vertx().cancelTimer(greetings));
        telling = Optional.empty();
        return listening.map(Listening::close).orElse(Future.succeededFuture());
    }

    /** How often any of this has changed; never falls. */
    public long count(Set<PublicData> data) {
        long sum = 0;
        for (PublicData each : data) {
            sum += counter(each).get();
        }
        return sum;
    }

    /** A transaction that wrote this has committed, or may have. */
    void committed(Set<PublicData> written) {
        if (!written.isEmpty()) {
            written.forEach(data -> counter(data).incrementAndGet());
            tell(written);
        }
    }

    /** Everything may have changed behind the server's back. */
    public void everything() {
        for (PublicData data : PublicData.values()) {
            counter(data).incrementAndGet();
        }
    }

    private AtomicLong counter(PublicData data) {
        return Objects.requireNonNull(counts.get(data));
    }

    private static Map<PublicData, AtomicLong> zeros() {
        Map<PublicData, AtomicLong> zeros = new EnumMap<>(PublicData.class);
        for (PublicData data : PublicData.values()) {
            zeros.put(data, new AtomicLong());
        }
        return zeros;
    }

    private synchronized void tell(Set<PublicData> written) {
        untold.addAll(written);
        if (!resting) {
            tellAll();
        }
    }

    private synchronized void tellAll() {
        resting = !untold.isEmpty() && telling.isPresent();
        if (!resting) {
            return;
        }
        Telling others = telling.orElseThrow();
        List<String> names = untold.stream().map(PublicData::name).toList();
        untold.clear();
        store.tell(others.reads(), self + " " + String.join(",", names))
                .onFailure(
                        fault -> LOG.debug("Other processes were not told; their pages grow old by themselves", fault));
        others.vertx().setTimer(GAP_MILLIS, timer -> tellAll());
    }

    private void hear(String message) {
        String[] parts = message.split(" ", 2);
        if (parts.length < 2) {
            return;
        }
        if (parts[0].equals(self)) {
            heardMyself = System.nanoTime();
            return;
        }
        if (alone()) {
            // What was remembered while nobody else was at work may not outlive that.
            everything();
        }
        heardOthers = System.nanoTime();
        for (PublicData data : PublicData.values()) {
            if (List.of(parts[1].split(",")).contains(data.name())) {
                counter(data).incrementAndGet();
            }
        }
    }
}
