package de.saalelab.platform.outbox;

import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the outbox to their receivers, on one virtual thread. Any number of processes may run one: rows are claimed with SKIP LOCKED
 * and a lease. The receivers' effect and the tick on the event are one transaction, so that a kill between them is impossible.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 50;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    /** How long an event stays after it was delivered. */
    public static final Duration KEEP = Duration.ofDays(7);

    private static final long POLL_MILLIS = 1_000;

    private final Transactions transactions;
    private final List<Receiver> receivers;
    private final Clock clock;
    private final OutboxStore store = new OutboxStore();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private volatile int waiting;

    public Relay(Transactions transactions, List<Receiver> receivers, Clock clock) {
        this.transactions = transactions;
        this.receivers = List.copyOf(receivers);
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("outbox-relay").unstarted(this::loop);
    }

    public void start() {
        thread.start();
    }

    /** Tells the relay that there may be something to carry; without it, it looks every second. */
    public void wake() {
        wake.release();
    }

    /** Delivers everything that is due; returns how many events went out. */
    public int drain() {
        int delivered = 0;
        List<Event> claimed;
        do {
            claimed = transactions.run(tx -> store.claim(tx, BATCH, LEASE, clock.instant()));
            delivered += deliverAll(inOrder(claimed));
        } while (claimed.size() == BATCH);
        return delivered;
    }

    /** Removes what was delivered long ago; returns how many. */
    public int forget() {
        return transactions.run(tx -> store.forget(tx, clock.instant().minus(KEEP)));
    }

    /** How many events waited when the relay last looked. */
    public int lastSeenWaiting() {
        return waiting;
    }

    /** As they happened, as far as one process can tell: a statement's returned rows have no order of their own. */
    private static List<Event> inOrder(List<Event> claimed) {
        return claimed.stream()
                .sorted(Comparator.comparing(Event::occurredAt).thenComparing(Event::id))
                .toList();
    }

    /** All in one transaction; if one of them cannot be delivered, each in its own, so that it holds up no other. */
    private int deliverAll(List<Event> events) {
        if (events.isEmpty()) {
            return 0;
        }
        if (events.size() == 1) {
            return deliverAlone(events.getFirst());
        }
        try {
            return transactions.run(tx -> deliver(tx, events));
        } catch (RuntimeException e) {
            LOG.debug("A set of {} events could not be delivered together", events.size(), e);
        }
        int delivered = 0;
        for (Event event : events) {
            delivered += deliverAlone(event);
        }
        return delivered;
    }

    private int deliverAlone(Event event) {
        try {
            return transactions.run(tx -> deliver(tx, List.of(event)));
        } catch (RuntimeException e) {
            LOG.warn("Event {} ({}) could not be delivered and will be tried again", event.id(), event.name(), e);
            transactions.run(tx -> {
                store.postpone(tx, event.id(), FIRST_DELAY, clock.instant());
                return event;
            });
            return 0;
        }
    }

    private int deliver(Tx tx, List<Event> events) {
        Set<UUID> ours = store.markDelivered(tx, events.stream().map(Event::id).toList(), clock.instant());
        for (Event event : events) {
            for (Receiver receiver : receivers) {
                if (ours.contains(event.id()) && receiver.names().contains(event.name())) {
                    receiver.receive(tx, event);
                }
            }
        }
        return ours.size();
    }

    private void loop() {
        while (!closed) {
            try {
                drain();
                waiting = transactions.run(store::waiting);
                if (wake.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The outbox cannot be read now; trying again", e);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Lets the event in hand finish, then stops. */
    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
