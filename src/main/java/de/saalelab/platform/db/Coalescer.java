package de.saalelab.platform.db;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Gathers commands that arrive together into sets, so that one transaction and one flush to the disk serve many of them. Every caller gets an outcome of
 * its own, after the commit.
 *
 * <p>A command that comes alone goes out at once. Under load a lane waits, one millisecond at the most, for as many as were in its last set or came
 * while that was at work: so many callers are active, and those who have just been answered are the next to come.
 *
 * <p>Order: commands of the same person go through the same lane, one after the other, and never stand in the same set. What is waiting is bounded; more
 * is refused with {@link Full} instead of queueing without end.
 *
 * @param <C> command
 * @param <O> outcome
 */
public final class Coalescer<C, O> implements AutoCloseable {
    /** No room for another command now. */
    public static final class Full extends RuntimeException {
        Full() {
            super("As many commands as allowed are waiting", null, false, false);
        }
    }

    /**
     * The work on one set. Runs on a virtual thread and may wait.
     *
     * @param <C> command
     * @param <O> outcome
     */
    @FunctionalInterface
    public interface Work<C, O> {
        /** One outcome for each command, in the same order; failing fails all of them, and then nothing may have been changed. */
        List<O> handle(List<C> commands);
    }

    /**
     * How much at once.
     *
     * @param lanes sets under way at the same time; each takes one connection
     * @param set most commands in a set
     * @param waiting most commands that wait in all lanes together
     */
    public record Bounds(int lanes, int set, int waiting) {
        /** One lane makes the largest sets. A second would overlap waiting with work, but its sets are half as large, and was slower by a quarter. */
        public static final Bounds DEFAULT = new Bounds(1, 256, 8_192);
    }

    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_CLOSE_SECONDS = 10;

    private final Function<C, Object> person;
    private final Work<C, O> work;
    private final Bounds bounds;
    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Starts the lanes.
     *
     * @param name for the threads
     * @param person whose command it is
     */
    public Coalescer(String name, Function<C, Object> person, Bounds bounds, Work<C, O> work) {
        this.person = person;
        this.work = work;
        this.bounds = bounds;
        for (int i = 0; i < bounds.lanes(); i++) {
            Lane lane = new Lane();
            lanes.add(lane);
            Thread.ofVirtual().name(name + "-" + i).start(lane::run);
        }
    }

    /** Adds a command; completes on the caller's context with its outcome, when that is durable. Fails with {@link Full} when there is no room. */
    public Future<O> submit(Vertx vertx, C command) {
        if (waiting.incrementAndGet() > bounds.waiting()) {
            waiting.decrementAndGet();
            return Future.failedFuture(new Full());
        }
        Object key = person.apply(command);
        Waiter<C, O> waiter = new Waiter<>(command, key, vertx.getOrCreateContext(), Promise.promise());
        int lane = Math.floorMod(key.hashCode(), lanes.size());
        if (!lanes.get(lane).add(waiter)) {
            waiting.decrementAndGet();
            return Future.failedFuture(new Full());
        }
        return waiter.promise().future();
    }

    /** Commands that wait or are at work. */
    public int waiting() {
        return waiting.get();
    }

    /** Takes no more commands and finishes those that wait. */
    @Override
    public void close() {
        lanes.forEach(Lane::end);
        lanes.forEach(Lane::awaitEnd);
    }

    private record Waiter<C, O>(C command, Object person, Context context, Promise<O> promise) {}

    /** One set after the other. */
    private final class Lane {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition arrived = lock.newCondition();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Deque<Waiter<C, O>> queue = new ArrayDeque<>();
        private boolean closed;
        private int expected = 1;
        private int lastSet;

        boolean add(Waiter<C, O> waiter) {
            lock.lock();
            try {
                if (closed) {
                    return false;
                }
                queue.add(waiter);
                if (queue.size() == 1 || queue.size() == expected) {
                    arrived.signal();
                }
                return true;
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                closed = true;
                arrived.signal();
            } finally {
                lock.unlock();
            }
        }

        void awaitEnd() {
            try {
                ended.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void run() {
            try {
                for (List<Waiter<C, O>> set = next(); !set.isEmpty(); set = next()) {
                    handle(set);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        }

        /** The next set; empty when the lane has ended. */
        private List<Waiter<C, O>> next() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                expected = Math.clamp(lastSet + queue.size(), 1, bounds.set());
                while (queue.isEmpty()) {
                    if (closed) {
                        return List.of();
                    }
                    arrived.await();
                }
                long left = LINGER_NANOS;
                while (queue.size() < expected && left > 0 && !closed) {
                    left = arrived.awaitNanos(left);
                }
                List<Waiter<C, O>> set = take();
                lastSet = set.size();
                return set;
            } finally {
                lock.unlock();
            }
        }

        /** The oldest commands, one of each person. */
        private List<Waiter<C, O>> take() {
            List<Waiter<C, O>> set = new ArrayList<>(Math.min(queue.size(), bounds.set()));
            Set<Object> persons = new HashSet<>();
            Iterator<Waiter<C, O>> oldest = queue.iterator();
            while (oldest.hasNext() && set.size() < bounds.set()) {
                Waiter<C, O> waiter = oldest.next();
                if (persons.add(waiter.person())) {
                    set.add(waiter);
                    oldest.remove();
                }
            }
            return set;
        }

        private void handle(List<Waiter<C, O>> set) {
            try {
                List<O> outcomes = work.handle(set.stream().map(Waiter::command).toList());
                if (outcomes.size() != set.size()) {
                    throw new IllegalStateException(outcomes.size() + " outcomes for " + set.size() + " commands");
                }
                answer(set, number -> set.get(number).promise().complete(outcomes.get(number)));
            } catch (Throwable fault) {
                answer(set, number -> set.get(number).promise().fail(fault));
            }
        }

        /** One task for each event loop, however many of its callers are in the set. */
        private void answer(List<Waiter<C, O>> set, java.util.function.IntConsumer complete) {
            waiting.addAndGet(-set.size());
            Map<Context, List<Integer>> byContext = new HashMap<>();
            for (int i = 0; i < set.size(); i++) {
                byContext
                        .computeIfAbsent(set.get(i).context(), context -> new ArrayList<>())
                        .add(i);
            }
            byContext.forEach((context, numbers) -> context.runOnContext(ignored -> numbers.forEach(complete::accept)));
        }
    }
}
