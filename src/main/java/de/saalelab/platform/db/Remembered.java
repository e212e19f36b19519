package de.saalelab.platform.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Things made from {@link PublicData}, in memory until a commit changes what they are made from. Five seconds is the longest, because news of other
 * processes can get lost; no longer than what is public promises to caches anyway. Bounded by weight. Safe for any thread.
 *
 * @param <K> which one
 * @param <V> never changed once it is made
 */
public final class Remembered<K, V> {
    private static final Duration KEEP = Duration.ofSeconds(5);

    private record Made<V>(V value, long count, Instant at) {}

    private record Reading<V>(long count, Future<V> value) {}

    private final Changes changes;
    private final Clock clock;
    private final Cache<K, Made<V>> made;
    private final ConcurrentMap<K, Reading<V>> readings = new ConcurrentHashMap<>();

    /**
     * Nothing remembered yet.
     *
     * @param mostBytes what all of it may weigh
     * @param weight of one thing with its key, in bytes
     */
    public Remembered(Changes changes, Clock clock, long mostBytes, Weigher<K, V> weight) {
        this.changes = changes;
        this.clock = clock;
        this.made = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((K key, Made<V> thing) -> weight.weigh(key, thing.value()))
                .expireAfterWrite(KEEP)
                .build();
    }

    /** What is remembered, if it is not old. */
    public Optional<V> ifKnown(K key, Set<PublicData> madeFrom) {
        return valid(key, changes.count(madeFrom));
    }

    /** Takes note of a thing; the count is {@link Changes#count} from before it was read, so that a change in between makes it old. */
    public void keep(K key, V value, long countBefore) {
        made.put(key, new Made<>(value, countBefore, clock.instant()));
    }

    /** How often what it is made from has changed. */
    public long count(Set<PublicData> madeFrom) {
        return changes.count(madeFrom);
    }

    /**
     * The thing, read anew only if it has to be, and once however many ask at the same moment.
     *
     * @param worth whether what was read is remembered
     */
    public Future<V> get(K key, Set<PublicData> madeFrom, Predicate<V> worth, Supplier<Future<V>> read) {
        long count = changes.count(madeFrom);
        Optional<V> known = valid(key, count);
        if (known.isPresent()) {
            return Future.succeededFuture(known.get());
        }
        Reading<V> underWay = readings.get(key);
        if (underWay != null && underWay.count() == count) {
            return underWay.value();
        }
        Future<V> value = read.get();
        Reading<V> mine = new Reading<>(count, value);
        if (!value.isComplete()) {
            readings.put(key, mine);
        }
        value.onComplete(result -> {
            readings.remove(key, mine);
            if (result.succeeded() && worth.test(result.result())) {
                keep(key, result.result(), count);
            }
        });
        return value;
    }

    private Optional<V> valid(K key, long count) {
        Made<V> thing = made.getIfPresent(key);
        return thing != null && thing.count() == count && fresh(thing) ? Optional.of(thing.value()) : Optional.empty();
    }

    /** By the injected clock too, which may jump. */
    private boolean fresh(Made<V> thing) {
        Duration age = Duration.between(thing.at(), clock.instant());
        return !age.isNegative() && age.compareTo(KEEP) < 0;
    }
}
