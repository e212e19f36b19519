package de.saalelab.chaos;

import java.util.concurrent.TimeUnit;

/** Time that passes on purpose: load at work, a fault that lasts. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
