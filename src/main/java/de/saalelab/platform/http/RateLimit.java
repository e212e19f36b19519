package de.saalelab.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/**
 * How much one caller may ask: a token bucket per key (generic cell rate algorithm), in memory and bounded. Holds for one process; several processes
 * together let through that many times more.
 */
public final class RateLimit {
    private static final int CALLERS = 200_000;
    private final long nanosPerToken;
    private final long burstNanos;
    private final int burst;
    private final Clock clock;
    private final Cache<String, Long> arrivals;

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
        this.arrivals = Caffeine.newBuilder()
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

    /** Counts one request of the caller. */
    public Verdict take(String caller) {
        long now = Math.multiplyExact(clock.millis(), 1_000_000L);
        long[] wait = new long[1];
        Long next = arrivals.asMap().compute(caller, (key, theoretical) -> {
            // Nobody is ever further ahead than a burst, unless the clock was set back; that starts anew.
            boolean known = theoretical != null && theoretical <= now + burstNanos;
            long base = known ? Math.max(theoretical, now) : now;
            long after = base + nanosPerToken;
            wait[0] = after - burstNanos - now;
            return wait[0] > 0 ? base : after;
        });
        if (wait[0] > 0) {
            return new Verdict(false, 0, (int)
                    Math.max(1, Duration.ofNanos(wait[0] + 999_999_999L).toSeconds()));
        }
        return new Verdict(true, (int) ((burstNanos - (next - now)) / nanosPerToken), 0);
    }

    /** Takes one request back that should not have counted. */
    public void giveBack(String caller) {
        arrivals.asMap().computeIfPresent(caller, (key, theoretical) -> theoretical - nanosPerToken);
    }

    /** How many may come at once. */
    public int burst() {
        return burst;
    }
}
