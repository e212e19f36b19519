package de.saalelab.bot;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The few threads on which questions are classified, with a short queue: a flood of questions must not take the processor from everybody else. */
final class ThinkingRoom implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int WAITING = 256;

    private final ExecutorService threads =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "bot");
                thread.setDaemon(true);
                return thread;
            });

    /** No room for another question now. */
    static final class Full extends RuntimeException {
        Full() {
            super("Too many questions wait", null, false, false);
        }
    }

    /** Thinks, and completes on the caller's own context; fails with {@link Full} when too many wait. */
    <T> Future<T> think(Callable<T> thought) {
        Optional<Context> context = Optional.ofNullable(Vertx.currentContext());
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> {
                Future<T> done = attempt(thought);
                Runnable tell = () -> done.onComplete(promise);
                context.ifPresentOrElse(there -> there.runOnContext(ignored -> tell.run()), tell);
            });
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(new Full());
        }
        return promise.future();
    }

    private static <T> Future<T> attempt(Callable<T> thought) {
        try {
            return Future.succeededFuture(thought.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
