package de.saalelab.platform.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs writing use cases on virtual threads, at most so many at once. As many as five hundred more wait for a place, two seconds at the most: a hall that
 * books the same seats in the same second gets its answers. Whoever comes beyond that is told so at once instead of waiting in an endless queue.
 */
public final class WriteLane implements AutoCloseable {
    /** No room for another use case now. */
    public static final class Full extends RuntimeException {
        Full() {
            super("As many use cases as allowed are under way", null, false, false);
        }
    }

    private static final int MOST_WAITING = 500;
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final Semaphore places;
    private final Semaphore rooms;
    private final int size;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("write-", 0).factory());

    public WriteLane(int size) {
        this.size = size;
        // First come, first served.
        this.places = new Semaphore(size, true);
        this.rooms = new Semaphore(size + MOST_WAITING);
    }

    /** Runs the work and completes on the caller's own context; fails with {@link Full} when there is no room, or no place in two seconds. */
    public <T> Future<T> submit(Vertx vertx, Callable<T> work) {
        if (!rooms.tryAcquire()) {
            return Future.failedFuture(new Full());
        }
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> {
                Outcome<T> outcome = inPlace(work);
                // The place is free before the answer goes out: whoever gets it may be back at once.
                rooms.release();
                context.runOnContext(ignored -> outcome.tell(promise));
            });
        } catch (RejectedExecutionException e) {
            rooms.release();
            return Future.failedFuture(new Full());
        }
        return promise.future();
    }

    private <T> Outcome<T> inPlace(Callable<T> work) {
        try {
            if (!places.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                return promise -> promise.fail(new Full());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return promise -> promise.fail(new Full());
        }
        try {
            T value = work.call();
            return promise -> promise.complete(value);
        } catch (Throwable fault) {
            return promise -> promise.fail(fault);
        } finally {
            places.release();
        }
    }

    @FunctionalInterface
    private interface Outcome<T> {
        void tell(Promise<T> promise);
    }

    /** How many use cases are under way. */
    public int underWay() {
        return size - places.availablePermits();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
