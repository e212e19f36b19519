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

/** Runs writing use cases on virtual threads, at most so many at once. Who finds it full is told so at once instead of waiting in an endless queue. */
public final class WriteLane implements AutoCloseable {
    /** No room for another use case now. */
    public static final class Full extends RuntimeException {
        Full() {
            super("As many use cases as allowed are under way", null, false, false);
        }
    }

    private final Semaphore places;
    private final int size;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("write-", 0).factory());

    public WriteLane(int size) {
        this.size = size;
        this.places = new Semaphore(size);
    }

    /** Runs the work and completes on the caller's own context; fails with {@link Full} when there is no room. */
    public <T> Future<T> submit(Vertx vertx, Callable<T> work) {
        if (!places.tryAcquire()) {
            return Future.failedFuture(new Full());
        }
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> {
                try {
                    T value = work.call();
                    context.runOnContext(ignored -> promise.complete(value));
                } catch (Throwable e) {
                    context.runOnContext(ignored -> promise.fail(e));
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException e) {
            places.release();
            return Future.failedFuture(new Full());
        }
        return promise.future();
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
