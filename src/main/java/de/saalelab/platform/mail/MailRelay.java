package de.saalelab.platform.mail;

import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.mail.MailStore.Claimed;
import de.saalelab.platform.secret.Secrets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is queued, on one virtual thread. Any number of processes may run one. Between handing a mail over and noting that, there is a moment in
 * which a kill leaves nobody who knows; such a mail is sent again under the same Message-ID, and counted.
 */
public final class MailRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailRelay.class);
    private static final int BATCH = 20;
    /** Longer than a mail server may take to answer. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private static final Duration KEEP = Duration.ofDays(7);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 12;
    private static final Duration POLL = Duration.ofSeconds(1);
    /** Rounds; also what other processes sent is counted. */
    private static final int COUNT_EVERY = 30;

    private final Transactions transactions;
    private final Secrets secrets;
    private final Smtp smtp;
    private final Clock clock;
    private final MailStore store = new MailStore();
    private final ReentrantLock draining = new ReentrantLock();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("mail-relay").unstarted(this::loop);
    private volatile MailStore.Count lastSeen = new MailStore.Count(0, 0, 0, 0);

    public MailRelay(Vertx vertx, MailServer server, Transactions transactions, Secrets secrets, Clock clock) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.smtp = new Smtp(vertx, server);
        this.clock = clock;
    }

    public void start(MeterRegistry metrics) {
        gauge(metrics, "waiting", MailStore.Count::waiting);
        gauge(metrics, "sent", MailStore.Count::sent);
        gauge(metrics, "failed", MailStore.Count::failed);
        gauge(metrics, "unsure", MailStore.Count::unsure);
        thread.start();
    }

    private void gauge(MeterRegistry metrics, String state, java.util.function.ToLongFunction<MailStore.Count> read) {
        Gauge.builder("saalelab.mails", this, relay -> read.applyAsLong(relay.lastSeen))
                .tag("state", state)
                .register(metrics);
    }

    /** Sends everything that is due; returns how many mails went out. One at a time in a process. */
    public int drain() {
        draining.lock();
        try {
            return drainAlone();
        } finally {
            draining.unlock();
        }
    }

    private int drainAlone() {
        int sent = 0;
        List<Claimed> claimed;
        do {
            claimed = transactions.run(tx -> store.claim(tx, BATCH, LEASE, clock.instant()));
            sent += sendAll(claimed);
        } while (claimed.size() == BATCH);
        return sent;
    }

    /** Removes what went out long ago; returns how many. */
    public int forget() {
        return transactions.run(tx -> store.forget(tx, clock.instant().minus(KEEP)));
    }

    private int sendAll(List<Claimed> claimed) {
        Map<Claimed, Future<Smtp.Outcome>> underWay = new LinkedHashMap<>();
        claimed.forEach(mail -> underWay.put(mail, send(mail)));
        int sent = 0;
        for (Map.Entry<Claimed, Future<Smtp.Outcome>> each : underWay.entrySet()) {
            Smtp.Outcome outcome = each.getValue().await();
            note(each.getKey(), outcome);
            sent += outcome == Smtp.Outcome.SENT ? 1 : 0;
        }
        return sent;
    }

    private Future<Smtp.Outcome> send(Claimed mail) {
        if (mail.usefulUntil().isBefore(clock.instant())) {
            return Future.succeededFuture(Smtp.Outcome.NEVER);
        }
        return smtp.send(
                mail.id(),
                Mail.of(mail.kind(), secrets.open(Mails.PURPOSE, mail.sealed().getBytes()), mail.usefulUntil()));
    }

    private void note(Claimed mail, Smtp.Outcome outcome) {
        Instant now = clock.instant();
        transactions.run(tx -> {
            switch (outcome) {
                case SENT -> store.end(tx, mail.id(), "sent", now);
                case NEVER -> store.end(tx, mail.id(), "failed", now);
                case LATER -> store.postpone(tx, mail.id(), false, now.plus(delay(mail.attempts())));
                case UNKNOWN -> store.postpone(tx, mail.id(), true, now.plus(delay(mail.attempts())));
            }
            return outcome;
        });
        if (outcome != Smtp.Outcome.SENT) {
            LOG.warn("Mail {} ({}) did not go out at try {}: {}", mail.id(), mail.kind(), mail.attempts(), outcome);
        }
    }

    private static Duration delay(int attempts) {
        Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }

    private void loop() {
        for (int round = 0; closing.getCount() > 0; round++) {
            try {
                if (drain() > 0 || round % COUNT_EVERY == 0) {
                    lastSeen = transactions.run(store::count);
                }
            } catch (RuntimeException e) {
                LOG.warn("Mails cannot be sent now; trying again", e);
            }
            if (pause()) {
                return;
            }
        }
    }

    /** True at the end. */
    private boolean pause() {
        try {
            return closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets the mails in hand go out, and then no more by itself. */
    public void rest() {
        closing.countDown();
        if (thread.getState() != Thread.State.NEW) {
            try {
                if (!thread.join(Duration.ofSeconds(5))) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        rest();
        smtp.close();
    }
}
