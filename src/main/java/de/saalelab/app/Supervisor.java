package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.http.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps several workers running on one port and one database. Serves nobody itself: it holds the port, runs the embedded PostgreSQL, starts a worker
 * again that has died, renews them one by one on request, and ends them all when it ends.
 */
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    /** A worker that lived this long has not failed because of how it was started. */
    private static final Duration LIVED_WELL = Duration.ofMinutes(1);

    private static final long LOOK_MILLIS = 100;

    private final Config config;
    private final int count;
    private final Consumer<String> progress;
    private final DatabaseHome home;
    private final SocketChannel place;
    private final List<String> arguments;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Slot> slots = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * Finds the database and takes the port; no worker runs yet.
     *
     * @param arguments of {@code serve} for the workers, without the port
     */
    Supervisor(Config config, int count, List<String> arguments, Consumer<String> progress) {
        this.config = config;
        this.count = count;
        this.progress = progress;
        this.place = takePort(config);
        this.arguments = new ArrayList<>(arguments);
        this.arguments.add("--port=" + port());
        this.home = DatabaseHome.open(config, progress);
        if (config.database().external().isEmpty()) {
            // The file of settings may name no database, so the environment decides.
            environment.put("DATABASE_URL", home.address().url());
        }
    }

    /**
     * Starts the workers, the first one alone, because it may have the schema to change and a demo to fill, and because it shows whether the settings
     * work at all. What befalls the others is no reason to give up: who ends is started again.
     */
    void start() {
        for (int number = 1; number <= count; number++) {
            Slot slot = new Slot(number);
            slots.add(slot);
            slot.begin();
            if (number == 1) {
                slot.awaitReady();
            }
        }
        slots.forEach(Slot::awaitReadyAgain);
        Thread.ofVirtual().name("database-watch").start(this::watchDatabase);
    }

    int port() {
        try {
            return ((InetSocketAddress) place.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Worker> workers() {
        return slots.stream().map(Slot::worker).toList();
    }

    /** Ends and starts one worker after the other, so that the others serve meanwhile. Stops at the first that does not come up again. */
    synchronized void renew() {
        for (Slot slot : slots) {
            if (stopping) {
                return;
            }
            progress.accept("Renewing worker " + slot.number);
            try {
                slot.renew();
            } catch (WorkerFailed e) {
                LOG.error("The workers behind number {} are not renewed", slot.number, e);
                return;
            }
        }
        progress.accept("All workers are renewed");
    }

    /**
     * Bound, but not listening: the kernel sends no connection here, and nobody else gets the port while a worker is away. The workers share it by
     * SO_REUSEPORT, which wants that all of them belong to one user.
     */
    private static SocketChannel takePort(Config config) {
        try {
            return SocketChannel.open()
                    .setOption(StandardSocketOptions.SO_REUSEPORT, true)
                    .bind(new InetSocketAddress(
                            config.http().host(), config.http().port()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The port " + config.http().port() + " cannot be taken: " + e.getMessage(), e);
        }
    }

    private void watchDatabase() {
        while (!stopping) {
            try {
                home.revive();
            } catch (RuntimeException e) {
                LOG.warn("The database could not be started again; trying once more", e);
            }
            pause(TimeUnit.SECONDS.toMillis(1));
        }
    }

    /** Ends all workers at once, then the database. */
    @Override
    public void close() {
        stopping = true;
        slots.stream().map(Slot::endLater).toList().forEach(Supervisor::join);
        home.close();
        try {
            place.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }

    /** A number, and the worker that bears it now. */
    private final class Slot {
        private final int number;
        private WorkerProcess process;
        private volatile boolean renewing;

        Slot(int number) {
            this.number = number;
            this.process = spawn();
        }

        Worker worker() {
            return current().worker();
        }

        void begin() {
            Thread.ofPlatform().daemon().name("worker-" + number).start(this::keep);
        }

        private WorkerProcess spawn() {
            int first = config.http().workerPorts();
            return WorkerProcess.start(
                    new Worker(number, first == 0 ? freePort() : first + number - 1), arguments, environment);
        }

        private void keep() {
            Duration delay = FIRST_DELAY;
            try {
                while (!stopping) {
                    int exit = current().awaitEnd();
                    if (renewing || stopping) {
                        renewing = false;
                    } else {
                        delay = current().age().compareTo(LIVED_WELL) > 0 ? FIRST_DELAY : delay;
                        LOG.warn(
                                "Worker {} ended with {}; the next one starts in {} ms",
                                number,
                                exit,
                                delay.toMillis());
                        TimeUnit.MILLISECONDS.sleep(delay.toMillis());
                        delay = longer(delay);
                    }
                    replace();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void replace() {
            if (!stopping) {
                process = spawn();
            }
        }

        private synchronized WorkerProcess current() {
            return process;
        }

        void renew() {
            WorkerProcess before = current();
            renewing = true;
            before.stop();
            while (current().pid() == before.pid() && !stopping) {
                pause(LOOK_MILLIS);
            }
            awaitReady();
        }

        /** Waits; for the database as long as it takes, but not for a worker that ends again and again. */
        void awaitReady() {
            WorkerProcess started = current();
            while (!stopping && !started.ready()) {
                if (!started.alive()) {
                    throw new WorkerFailed(number);
                }
                pause(LOOK_MILLIS);
            }
        }

        /** As above, but one that ends is followed by the next. */
        void awaitReadyAgain() {
            while (!stopping && !current().ready()) {
                pause(LOOK_MILLIS);
            }
        }

        Thread endLater() {
            return Thread.ofPlatform()
                    .name("end of worker " + number)
                    .start(() -> current().stop());
        }
    }

    private static Duration longer(Duration delay) {
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(LONGEST_DELAY) < 0 ? twice : LONGEST_DELAY;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A worker ended before it was ready; it has said why. */
    static final class WorkerFailed extends RuntimeException {
        WorkerFailed(int number) {
            super("Worker " + number + " ended before it was ready", null, false, false);
        }
    }
}
