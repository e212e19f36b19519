package de.saalelab.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.Migrations;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final DatabaseAddress ADDRESS = migrated();
    private static final Database DATABASE =
            Database.open(VERTX, ADDRESS, new Database.Limits(8, 100, Duration.ofSeconds(5)));
    private static final Transactions TRANSACTIONS = DATABASE.transactions();
    private static final Clock CLOCK = Clock.systemUTC();
    private final Outbox outbox = new Outbox(List.of(new Counting()));

    @AfterAll
    static void close() {
        DATABASE.close().await();
        VERTX.close().await();
    }

    @BeforeEach
    void empty() {
        TestPostgres.execute(ADDRESS, "DELETE FROM outbox_event");
    }

    @Test
    void eventReachesItsReceiverOnce() {
        Counting receiver = new Counting();
        add(1);
        Relay relay = new Relay(TRANSACTIONS, List.of(receiver), CLOCK);

        assertThat(relay.drain()).isEqualTo(1);
        assertThat(relay.drain()).isZero();
        assertThat(receiver.seen).hasSize(1);
    }

    @Test
    void eventOfARolledBackTransactionNeverGoesOut() {
        Counting receiver = new Counting();
        try {
            TRANSACTIONS.run(tx -> {
                outbox.add(tx, "test.happened.v1", new JsonObject(), CLOCK.instant());
                throw new IllegalStateException("the use case failed");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("the use case failed");
        }

        assertThat(new Relay(TRANSACTIONS, List.of(receiver), CLOCK).drain()).isZero();
    }

    @Test
    void failedDeliveryIsTriedAgainLater() {
        AtomicInteger failures = new AtomicInteger(1);
        Counting receiver = new Counting() {
            @Override
            public void receive(Tx tx, Event event) {
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("not today");
                }
                super.receive(tx, event);
            }
        };
        add(1);

        assertThat(new Relay(TRANSACTIONS, List.of(receiver), CLOCK).drain()).isZero();
        Clock later = Clock.offset(CLOCK, Duration.ofMinutes(1));
        assertThat(new Relay(TRANSACTIONS, List.of(receiver), later).drain()).isEqualTo(1);
        assertThat(receiver.seen).hasSize(1);
    }

    @Test
    void eventOfADeadRelayIsDeliveredAfterItsLease() {
        Counting receiver = new Counting();
        add(1);
        TRANSACTIONS.run(tx -> new OutboxStore().claim(tx, 10, Duration.ofSeconds(30), CLOCK.instant()));

        assertThat(new Relay(TRANSACTIONS, List.of(receiver), CLOCK).drain()).isZero();
        Clock later = Clock.offset(CLOCK, Duration.ofSeconds(31));
        assertThat(new Relay(TRANSACTIONS, List.of(receiver), later).drain()).isEqualTo(1);
    }

    @Test
    void manyRelaysShareTheWorkAndDoubleNothing() {
        Counting receiver = new Counting();
        add(500);
        try (ExecutorService relays = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                relays.execute(() -> new Relay(TRANSACTIONS, List.of(receiver), CLOCK).drain());
            }
        }

        assertThat(receiver.seen)
                .hasSize(500)
                .allSatisfy((id, times) -> assertThat(times.get()).isEqualTo(1));
    }

    private void add(int events) {
        Instant now = CLOCK.instant();
        TRANSACTIONS.run(tx -> {
            for (int i = 0; i < events; i++) {
                outbox.add(tx, "test.happened.v1", new JsonObject().put("number", i), now);
            }
            return events;
        });
    }

    private static DatabaseAddress migrated() {
        DatabaseAddress address = TestPostgres.freshDatabase();
        Migrations.apply(address);
        return address;
    }

    /** Counts how often each event came. */
    private static class Counting implements Receiver {
        final Map<UUID, AtomicInteger> seen = new ConcurrentHashMap<>();

        @Override
        public Set<String> names() {
            return Set.of("test.happened.v1");
        }

        @Override
        public void receive(Tx tx, Event event) {
            seen.computeIfAbsent(event.id(), id -> new AtomicInteger()).incrementAndGet();
        }
    }
}
