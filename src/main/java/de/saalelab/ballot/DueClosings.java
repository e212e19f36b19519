package de.saalelab.ballot;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes ballots when their time has come, looking every second. From the closing time on nobody can cast; this makes the counts final, after the last
 * mark that was in time. Any number of processes may run one: a ballot is closed once.
 */
public final class DueClosings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DueClosings.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);

    private final BallotService service;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("due-closings").unstarted(this::loop);

    public DueClosings(BallotService service) {
        this.service = service;
    }

    public void start() {
        thread.start();
    }

    private void loop() {
        try {
            while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                closeDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeDue() {
        try {
            service.closeDue();
        } catch (RuntimeException e) {
            LOG.warn("Ballots that are due could not be closed; the next round will do it", e);
        }
    }

    /** Lets the round in hand finish. */
    @Override
    public void close() {
        closed.countDown();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(LONGEST_ROUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
