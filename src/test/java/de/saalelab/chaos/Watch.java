package de.saalelab.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** When whom was answered last, and how much was answered. Times are {@link System#nanoTime}. */
final class Watch {
    private final AtomicLongArray answered;
    private final AtomicLong acknowledged = new AtomicLong(Long.MIN_VALUE);
    private final LongAdder acts = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    Watch(int clients) {
        answered = new AtomicLongArray(clients);
        long now = System.nanoTime();
        for (int client = 0; client < clients; client++) {
            answered.set(client, now);
        }
    }

    /**
     * The client has got what it asked for.
     *
     * @param sent when it asked: an answer that was already on its way when the fault ended proves nothing
     */
    void acknowledged(int client, long sent) {
        acts.increment();
        answered.accumulateAndGet(client, sent, Math::max);
        acknowledged.accumulateAndGet(sent, Math::max);
    }

    /** The client was refused, rightly. */
    void refused(int client, long sent) {
        answered.accumulateAndGet(client, sent, Math::max);
    }

    /** A request whose outcome the client cannot know. */
    void unknown() {
        unknown.increment();
    }

    long acts() {
        return acts.sum();
    }

    long unknowns() {
        return unknown.sum();
    }

    /** Waits until anybody has got something done after the moment; false when that takes longer than the limit. */
    boolean awaitSuccessAfter(long moment, Duration limit) {
        return await(() -> acknowledged.get() - moment > 0, moment + limit.toNanos());
    }

    /** Waits until each client was answered after the moment; false when that takes longer than the limit. */
    boolean awaitEverybodyAfter(long moment, Duration limit) {
        return await(
                () -> {
                    for (int client = 0; client < answered.length(); client++) {
                        if (answered.get(client) - moment <= 0) {
                            return false;
                        }
                    }
                    return true;
                },
                moment + limit.toNanos());
    }

    private static boolean await(BooleanSupplier condition, long end) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }
}
