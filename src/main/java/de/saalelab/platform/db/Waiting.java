package de.saalelab.platform.db;

import io.vertx.core.Future;

/** Waits for a future on a virtual thread. A future rethrows whatever failed it, checked exceptions included; here only runtime exceptions come out. */
final class Waiting {
    private Waiting() {}

    static <T> T on(Future<T> future) {
        try {
            return future.await();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable checked) {
            throw Faults.translate(checked);
        }
    }
}
