package de.saalelab.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Many callers at the same moment: all wait at a gate, then all go. */
public final class Crowd {
    /** More open connections than this only test the machine. */
    private static final int AT_ONCE = 256;

    private Crowd() {}

    /** Runs all of it at once and collects what came of it, in order. */
    public static <T> List<T> rush(List<Callable<T>> calls) {
        CountDownLatch gate = new CountDownLatch(1);
        Semaphore open = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> call : calls) {
                running.add(threads.submit(() -> {
                    gate.await();
                    open.acquire();
                    try {
                        return call.call();
                    } finally {
                        open.release();
                    }
                }));
            }
            gate.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("One of the crowd failed", e.getCause());
        }
    }
}
