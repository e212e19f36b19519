package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many want one of few connections, and give up just when it comes. */
class AcquiringTest {
    private static final int PEOPLE = 64;
    private static final int TIMES = 60;
    private static final int CONNECTIONS = 3;
    private static final Duration SHORT = Duration.ofMillis(15);

    private final Vertx vertx = Vertx.vertx();
    private final DatabaseAddress database = TestPostgres.freshDatabase();
    private final Pool pool = PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(CONNECTIONS).setConnectionTimeout(0))
            .connectingTo(
                    Database.connectOptions(database, new Database.Limits(CONNECTIONS, 1_000, Duration.ofSeconds(5)))
                            .getFirst())
            .using(vertx)
            .build();

    @AfterEach
    void close() {
        pool.close().await();
        vertx.close().await();
    }

    @Test
    void nobodyWaitsForEverAndNoConnectionIsLost() throws InterruptedException {
        AtomicInteger served = new AtomicInteger();
        AtomicInteger gaveUp = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(PEOPLE);
        for (int person = 0; person < PEOPLE; person++) {
            Thread.ofVirtual().start(() -> {
                for (int time = 0; time < TIMES; time++) {
                    ask(served, gaveUp);
                }
                done.countDown();
            });
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(served.get() + gaveUp.get()).isEqualTo(PEOPLE * TIMES);
        assertThat(served).hasPositiveValue();
        assertThat(gaveUp).hasPositiveValue();
        for (int i = 0; i < CONNECTIONS; i++) {
            assertThat(Waiting.on(Acquiring.connection(pool, Duration.ofSeconds(20))))
                    .isNotNull();
        }
    }

    private void ask(AtomicInteger served, AtomicInteger gaveUp) {
        try {
            SqlConnection connection = Waiting.on(Acquiring.connection(pool, SHORT));
            Waiting.on(connection.query("SELECT pg_sleep(0.001)").execute());
            Waiting.on(connection.close());
            served.incrementAndGet();
        } catch (DatabaseUnavailable e) {
            gaveUp.incrementAndGet();
        }
    }
}
