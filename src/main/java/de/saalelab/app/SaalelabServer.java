package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.Migrations;
import de.saalelab.platform.http.Contract;
import de.saalelab.platform.http.ContractRouter;
import de.saalelab.platform.http.Readiness;
import de.saalelab.platform.http.WebServer;
import de.saalelab.platform.http.Worker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running server. It listens at once; meanwhile it finds the database, brings its schema up to date and reads the contract; then it wires and
 * serves. While the database is away the process is alive but not ready, and tries again.
 */
public final class SaalelabServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SaalelabServer.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(30);

    private final Config config;
    private final Consumer<String> progress;
    private final Readiness readiness = new Readiness();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Vertx vertx;
    private final WebServer web;
    private final JvmGcMetrics gcMetrics = new JvmGcMetrics();
    private final DatabaseHome home;
    private final Database database;
    private final Wiring wiring;
    private final CompletableFuture<Contract> contract;
    private final int port;
    private Optional<BackupKeeper> backups = Optional.empty();

    private SaalelabServer(Config config, Clock clock, Optional<Worker> worker, Consumer<String> progress) {
        this.config = config;
        this.progress = progress;
        readiness.waitFor("the database");
        CompletableFuture<DatabaseHome> found = beside("database", this::findDatabase);
        this.vertx = Transports.dependable();
        worker.ifPresent(known -> metrics.config().commonTags("process", String.valueOf(known.number())));
        this.web = new WebServer(vertx, config, worker, readiness, metrics);
        measure();
        this.contract = beside("contract", () -> Contract.load(vertx).await());
        this.port = listen(found);
        this.home = joined(found);
        this.database = Database.open(vertx, home.address(), config.database().replicas(), limits(config));
        this.wiring = new Wiring(config, vertx, database, clock, publicUrl());
    }

    /** The parts of the start that take long need little of each other. */
    private static <T> CompletableFuture<T> beside(String name, Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().daemon().name(name).start(task));
    }

    private static <T> T joined(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** Where nobody can reach us, the embedded database is not left running either. */
    private int listen(CompletableFuture<DatabaseHome> found) {
        try {
            return web.start().await();
        } catch (RuntimeException e) {
            ending.countDown();
            try {
                joined(found).close();
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private DatabaseHome findDatabase() {
        DatabaseHome place = DatabaseHome.open(config, progress);
        try {
            migrate(place.address());
            return place;
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /**
     * Starts a server and waits until it is ready. Not from an event loop.
     *
     * @param demo whether an empty lab is filled with sample data
     * @param progress takes short lines for whoever started it
     */
    public static SaalelabServer start(Config config, Clock clock, boolean demo, Consumer<String> progress) {
        return start(config, clock, demo, Optional.empty(), progress);
    }

    /** As above, as one of several processes on one port when {@code worker} says so. */
    static SaalelabServer start(
            Config config, Clock clock, boolean demo, Optional<Worker> worker, Consumer<String> progress) {
        SaalelabServer server = new SaalelabServer(config, clock, worker, progress);
        server.open(demo);
        return server;
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** The address under which people reach it. */
    public String publicUrl() {
        return config.http().publicUrl().orElse("http://localhost:" + port);
    }

    Wiring wiring() {
        return wiring;
    }

    private void open(boolean demo) {
        wiring.prepare();
        if (demo) {
            wiring.demo().fill(progress);
        }
        database.exchangeChanges(vertx).await();
        wiring.relay().start();
        wiring.mailRelay().ifPresent(relay -> relay.start(metrics));
        wiring.liveHub().start();
        wiring.dueClosings().start();
        Gauge.builder("saalelab.live.streams", wiring.liveHub(), hub -> hub.streams())
                .register(metrics);
        Gauge.builder("saalelab.writes.under.way", wiring.writeLane(), lane -> lane.underWay())
                .register(metrics);
        Gauge.builder("saalelab.outbox.waiting", wiring.relay(), relay -> relay.lastSeenWaiting())
                .register(metrics);
        Thread.ofVirtual().name("tidy").start(this::tidyRegularly);
        backups = BackupKeeper.startIfWanted(config, home.address(), Clock.systemUTC());
        ContractRouter router = wiring.router(joined(contract), metrics);
        wiring.joinOthers();
        web.serve(router).await();
        readiness.ready();
        wiring.bot().load();
        Thread.ofVirtual().name("database-watch").start(this::watchDatabase);
        LOG.info("Ready on port {}", port);
    }

    private void migrate(DatabaseAddress address) {
        Duration delay = FIRST_RETRY;
        while (true) {
            try {
                int applied = Migrations.apply(address);
                if (applied > 0) {
                    progress.accept("Applied " + applied + " migrations");
                }
                return;
            } catch (FlywayException e) {
                if (!Migrations.databaseIsAway(e)) {
                    throw e;
                }
                LOG.warn("The database does not answer yet; next try in {} ms", delay.toMillis());
                if (endsWithin(delay)) {
                    throw e;
                }
                delay = delay.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? delay.multipliedBy(2) : LONGEST_RETRY;
            }
        }
    }

    /** Keeps an eye on the database: starts the embedded one again when it has died, and tells load balancers while there is none. */
    private void watchDatabase() {
        while (readiness.stage() != Readiness.Stage.DRAINING) {
            try {
                if (home.hasEnded()) {
                    readiness.lose("the database");
                    home.revive();
                }
                if (database.answers()) {
                    readiness.regain();
                } else {
                    readiness.lose("the database");
                }
            } catch (RuntimeException e) {
                readiness.lose("the database");
                LOG.warn("The database could not be started again; trying once more", e);
            }
            pause(WATCH_EVERY);
        }
    }

    private void tidyRegularly() {
        while (readiness.stage() != Readiness.Stage.DRAINING) {
            try {
                wiring.tidy();
            } catch (RuntimeException e) {
                LOG.warn("Tidying up failed; the next round will do it", e);
            }
            // Woken at the end, or a closed server would be kept for half an hour.
            if (endsWithin(TIDY_EVERY)) {
                return;
            }
        }
    }

    private boolean endsWithin(Duration duration) {
        try {
            return ending.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void measure() {
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        gcMetrics.bindTo(metrics);
    }

    private static Database.Limits limits(Config config) {
        return new Database.Limits(
                config.database().connections(),
                config.database().waiting(),
                config.database().statementTimeout());
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }

    /** Says that it leaves, finishes what is in hand, then stops everything in order. */
    @Override
    public void close() {
        readiness.drain();
        ending.countDown();
        backups.ifPresent(BackupKeeper::close);
        pause(config.http().drainNotice());
        // Streams never finish by themselves; the server would wait for them.
        wiring.liveHub().close().await();
        web.stop().await();
        wiring.close();
        database.close().await();
        vertx.close().await();
        home.close();
        gcMetrics.close();
        LOG.info("Stopped");
    }
}
