package de.saalelab.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * How much one caller may ask: a token bucket per key (generic cell rate algorithm), in memory and bounded. It counts for this process; with
 * {@link SharedLimits} also what the caller did at others.
 */
public final class RateLimit {
    private static final int CALLERS = 200_000;
    /** Callers whose use waits to be told; more would not fit into the next messages anyway. */
    private static final int MOST_UNTOLD = 10_000;
    /** A caller is told of when he has used this share of his burst, or one token of a small burst. */
    private static final int SHARES = 16;

    private final long nanosPerToken;
    private final long burstNanos;
    private final int burst;
    private final Clock clock;
    private final Cache<String, Bucket> buckets;
    private final Map<String, Integer> untold = new ConcurrentHashMap<>();
    private volatile UnaryOperator<String> naming = UnaryOperator.identity();
    private volatile boolean shared;

    /**
     * A limit.
     *
     * @param burst how many may come at once
     * @param period the time in which as many become free again
     */
    public RateLimit(int burst, Duration period, Clock clock) {
        this.burst = burst;
        this.nanosPerToken = period.toNanos() / burst;
        this.burstNanos = period.toNanos();
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterAccess(period.multipliedBy(2))
                .build();
    }

    /**
     * What came of one request.
     *
     * @param allowed whether it may pass
     * @param remaining how many more may come at once
     * @param retryAfter seconds until the next may come; 0 when allowed
     */
    public record Verdict(boolean allowed, int remaining, int retryAfter) {}

    /** A caller's bucket. Changed in place, under its own lock: a cache that is written to for each request costs more than the request's own counting. */
    private final class Bucket {
        /** When it will be full again, in nanoseconds of the clock. */
        private long fullAt;

        /** Tokens used here that other processes have not been told of; below 0 when they were told too many. */
        private int untold;

        /** Nobody is ever further ahead than two bursts, unless the clock was set back; that starts anew, as does a full bucket. */
        private void settle(long now) {
            if (fullAt <= now || fullAt > now + 2 * burstNanos) {
                fullAt = now;
                untold = 0;
            }
        }

        /** Nanoseconds to wait; below 1 when the token was taken. */
        synchronized long take(long now, AtomicInteger told) {
            settle(now);
            long wait = fullAt + nanosPerToken - burstNanos - now;
            if (wait <= 0) {
                use(1, told);
            }
            return wait;
        }

        synchronized void use(int tokens, AtomicInteger told) {
            fullAt += tokens * nanosPerToken;
            untold = shared ? untold + tokens : 0;
            if (Math.abs(untold) >= share()) {
                told.set(untold);
                untold = 0;
            }
        }

        synchronized void charge(int tokens, long now) {
            settle(now);
            fullAt = Math.min(fullAt + tokens * nanosPerToken, now + 2 * burstNanos);
        }

        synchronized int remaining(long now) {
            settle(now);
            return (int) Math.max(0, (burstNanos - (fullAt - now)) / nanosPerToken);
        }
    }

    /** Counts one request of the caller. */
    public Verdict take(String caller) {
        String name = naming.apply(caller);
        long now = now();
        AtomicInteger told = new AtomicInteger();
        Bucket bucket = bucket(name);
        long wait = bucket.take(now, told);
        tell(name, told.get());
        if (wait > 0) {
            return new Verdict(false, 0, (int)
                    Math.max(1, Duration.ofNanos(wait + 999_999_999L).toSeconds()));
        }
        return new Verdict(true, bucket.remaining(now), 0);
    }

    /** Takes one request back that should not have counted. */
    public void giveBack(String caller) {
        String name = naming.apply(caller);
        AtomicInteger told = new AtomicInteger();
        Bucket bucket = buckets.getIfPresent(name);
        if (bucket != null) {
            bucket.use(-1, told);
        }
        tell(name, told.get());
    }

    /** How many may come at once. */
    public int burst() {
        return burst;
    }

    /** How many of the caller's requests would pass now. */
    int remaining(String caller) {
        return bucket(naming.apply(caller)).remaining(now());
    }

    /** From now on callers are kept under other names, and their use is collected for others to hear. Before the first request. */
    void share(UnaryOperator<String> pseudonym) {
        naming = pseudonym;
        shared = true;
    }

    /** The most that one process may keep to itself of a caller's use. */
    int share() {
        return Math.max(1, burst / SHARES);
    }

    /** Counts what a caller, by his shared name, did at another process. He may so come to owe a second burst, no more. */
    void charge(String name, int tokens) {
        bucket(name).charge(tokens, now());
    }

    /** Takes out what others shall be told: shared names and tokens used, at most so many. */
    Map<String, Integer> takeUntold(int most) {
        Map<String, Integer> taken = new HashMap<>();
        Iterator<String> names = untold.keySet().iterator();
        while (names.hasNext() && taken.size() < most) {
            String name = names.next();
            Integer tokens = untold.remove(name);
            if (tokens != null && tokens != 0) {
                taken.put(name, tokens);
            }
        }
        return taken;
    }

    private long now() {
        return Math.multiplyExact(clock.millis(), 1_000_000L);
    }

    private Bucket bucket(String name) {
        return buckets.get(name, unknown -> new Bucket());
    }

    private void tell(String name, int tokens) {
        if (tokens != 0 && untold.size() < MOST_UNTOLD) {
            untold.merge(name, tokens, Integer::sum);
        }
    }
}
