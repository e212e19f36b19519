package de.saalelab.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that happens elsewhere: looks again and again, at most half a minute unless told otherwise. */
public final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Await() {}

    /** Returns as soon as the condition holds. */
    public static void until(BooleanSupplier condition) {
        until(LONGEST, condition);
    }

    /** As above, for what takes longer. */
    public static void until(Duration longest, BooleanSupplier condition) {
        Instant end = Instant.now().plus(longest);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("It did not happen within " + longest.toSeconds() + " seconds");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
