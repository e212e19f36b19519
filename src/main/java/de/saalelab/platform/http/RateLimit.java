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
import org.jspecify.annotations.Nullable;

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
    private final Cache<String, Level> levels;
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
        this.levels = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterWrite(period.multipliedBy(2))
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

    /**
     * A caller's bucket.
     *
     * @param fullAt when it will be full again, in nanoseconds of the clock
     * @param untold tokens used here that other processes have not been told of; below 0 when they were told too many
     */
    private record Level(long fullAt, int untold) {}

    /** Counts one request of the caller. */
    public Verdict take(String caller) {
        String name = naming.apply(caller);
        long now = now();
        long[] wait = new long[1];
        AtomicInteger told = new AtomicInteger();
        Level next = levels.asMap().compute(name, (key, level) -> {
            Level base = base(level, now);
            wait[0] = base.fullAt() + nanosPerToken - burstNanos - now;
            return wait[0] > 0 ? base : used(base, 1, told);
        });
        tell(name, told.get());
        if (wait[0] > 0) {
            return new Verdict(false, 0, (int)
                    Math.max(1, Duration.ofNanos(wait[0] + 999_999_999L).toSeconds()));
        }
        return new Verdict(true, (int) ((burstNanos - (next.fullAt() - now)) / nanosPerToken), 0);
    }

    /** Takes one request back that should not have counted. */
    public void giveBack(String caller) {
        String name = naming.apply(caller);
        AtomicInteger told = new AtomicInteger();
        levels.asMap().computeIfPresent(name, (key, level) -> used(level, -1, told));
        tell(name, told.get());
    }

    /** How many may come at once. */
    public int burst() {
        return burst;
    }

    /** How many of the caller's requests would pass now. */
    int remaining(String caller) {
        Level level = levels.getIfPresent(naming.apply(caller));
        long now = now();
        return (int) Math.max(0, (burstNanos - (base(level, now).fullAt() - now)) / nanosPerToken);
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
        long now = now();
        levels.asMap().compute(name, (key, level) -> {
            Level base = base(level, now);
            long fullAt = Math.min(base.fullAt() + tokens * nanosPerToken, now + 2 * burstNanos);
            return new Level(fullAt, base.untold());
        });
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

    /** Nobody is ever further ahead than two bursts, unless the clock was set back; that starts anew, as does a full bucket. */
    private Level base(@Nullable Level level, long now) {
        if (level == null || level.fullAt() <= now || level.fullAt() > now + 2 * burstNanos) {
            return new Level(now, 0);
        }
        return level;
    }

    private Level used(Level level, int tokens, AtomicInteger told) {
        long fullAt = level.fullAt() + tokens * nanosPerToken;
        int open = shared ? level.untold() + tokens : 0;
        if (Math.abs(open) < share()) {
            return new Level(fullAt, open);
        }
        told.set(open);
        return new Level(fullAt, 0);
    }

    private void tell(String name, int tokens) {
        if (tokens != 0 && untold.size() < MOST_UNTOLD) {
            untold.merge(name, tokens, Integer::sum);
        }
    }
}
