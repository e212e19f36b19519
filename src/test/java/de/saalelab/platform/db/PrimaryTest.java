package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever is the primary, the server finds it, and finds the next one when it falls. */
@Timeout(120)
class PrimaryTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Database.Limits LIMITS = new Database.Limits(4, 50, Duration.ofSeconds(5));

    private static final class Shared {
        static final ReplicaPair PAIR = ReplicaPair.start("pair");
    }

    @AfterAll
    static void stop() {
        Shared.PAIR.close();
        VERTX.close().await();
    }

    @Test
    void writesGoToThePrimaryThoughTheStandbyIsNamedFirst() throws Exception {
        PostgresSql.execute(Shared.PAIR.primary(), "CREATE TABLE written (number integer)");
        Database database = Database.open(VERTX, Shared.PAIR.both(), LIMITS);
        for (int i = 0; i < 10; i++) {
            write(database, i);
        }
        database.close().await();

        assertThat(PostgresSql.text(Shared.PAIR.primary(), "SELECT count(*) FROM written"))
                .isEqualTo("10");
    }

    @Test
    void aStandbyAloneRefusesWrites() {
        Database database = Database.open(VERTX, Shared.PAIR.standby(), LIMITS);

        assertThatThrownBy(() -> onVirtualThread(
                        () -> database.transactions().run(tx -> tx.update("CREATE TABLE refused (number integer)"))))
                .isInstanceOf(DatabaseUnavailable.class);
        database.close().await();
    }

    @Test
    void migrationsFindThePrimary() throws Exception {
        PostgresSql.execute(Shared.PAIR.primary(), "CREATE DATABASE migrated");
        assertThat(Migrations.apply(Shared.PAIR.both().withDatabase("migrated")))
                .isPositive();
    }

    @Test
    void aConnectionToAStandbyNeverEntersThePool() {
        List<io.vertx.pgclient.PgConnectOptions> standby = Database.connectOptions(Shared.PAIR.standby(), LIMITS);
        Primary primary = new Primary(VERTX, Database.connectOptions(Shared.PAIR.both(), LIMITS));
        Pool open =
                PgBuilder.pool().connectingTo(standby.getFirst()).using(VERTX).build();
        Pool guarded = PgBuilder.pool()
                .connectingTo(standby.getFirst())
                .withConnectHandler(primary::admit)
                .using(VERTX)
                .build();

        assertThat(open.query("SELECT 1").execute().await().size()).isEqualTo(1);
        assertThatThrownBy(() -> guarded.query("SELECT 1").execute().await()).hasMessageContaining("closed");
        open.close().await();
        guarded.close().await();
    }

    @Test
    void afterAPromotionWritesAndNewsComeBack() throws Exception {
        try (ReplicaPair pair = ReplicaPair.start("falling")) {
            PostgresSql.execute(pair.primary(), "CREATE TABLE written (number integer)");
            Database database = Database.open(VERTX, pair.both(), LIMITS);
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            Listening listening = database.listen("news", heard::add);
            write(database, 1);
            assertThat(announcedUntilHeard(database, heard)).isTrue();
            pair.awaitCaughtUp();

            pair.killPrimary();
            assertThatThrownBy(() -> write(database, 2)).isInstanceOf(DatabaseUnavailable.class);
            pair.promote();
            long promoted = System.nanoTime();
            writeUntilItSucceeds(database, 3);

            assertThat(Duration.ofNanos(System.nanoTime() - promoted)).isLessThan(Duration.ofSeconds(10));
            heard.clear();
            assertThat(announcedUntilHeard(database, heard)).isTrue();
            assertThat(PostgresSql.text(pair.standby(), "SELECT string_agg(number::text, ',') FROM written"))
                    .isEqualTo("1,3");
            listening.close().await();
            database.close().await();
        }
    }

    @Test
    void ofTwoThatTakeWritesTheLastPromotedOneIsThePrimary() throws Exception {
        try (ReplicaPair pair = ReplicaPair.start("split")) {
            Primary before = new Primary(VERTX, Database.connectOptions(pair.both(), LIMITS));
            assertThat(before.find().await().getPort()).isEqualTo(pair.primary().port());
            pair.promote();

            Primary after = new Primary(VERTX, Database.connectOptions(pair.both(), LIMITS));
            assertThat(after.find().await().getPort()).isEqualTo(pair.standby().port());
        }
    }

    @Test
    void whereNobodyTakesWritesTheDatabaseIsUnavailable() throws Exception {
        try (ReplicaPair pair = ReplicaPair.start("headless")) {
            Database database = Database.open(VERTX, pair.both(), LIMITS);
            pair.killPrimary();

            assertThatThrownBy(() -> write(database, 1)).isInstanceOf(DatabaseUnavailable.class);
            database.close().await();
        }
    }

    private static void write(Database database, int number) throws Exception {
        onVirtualThread(() -> database.transactions().run(tx -> tx.update("INSERT INTO written VALUES ($1)", number)));
    }

    private static void writeUntilItSucceeds(Database database, int number) throws Exception {
        while (true) {
            try {
                write(database, number);
                return;
            } catch (DatabaseUnavailable away) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** The listening connection takes a moment to come back. */
    private static boolean announcedUntilHeard(Database database, BlockingQueue<String> heard) throws Exception {
        for (int i = 0; i < 100; i++) {
            onVirtualThread(() ->
                    database.transactions().run(tx -> tx.first("SELECT pg_notify('news', 'hello')", row -> "told")));
            if ("hello".equals(heard.poll(100, TimeUnit.MILLISECONDS))) {
                return true;
            }
        }
        return false;
    }

    private static <T> T onVirtualThread(Callable<T> work) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.submit(work).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
