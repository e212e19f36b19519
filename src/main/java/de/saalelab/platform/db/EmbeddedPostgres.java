package de.saalelab.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A PostgreSQL of our own, from programs on the class path, in one folder and on 127.0.0.1 only. It keeps data as safe as an
 * installed one, and it ends with this process, also when that is killed. A following start repairs whatever a kill left behind.
 *
 * <p>Runs on Linux with glibc on x86-64 and ARM64, under root as an unprivileged user. Needs util-linux.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private static final String NAME = "saalelab";
    private static final int HIGHEST_PORT = 65_535;
    /** How long a start waits for what a killed predecessor left. */
    private static final Duration RETRY_LIMIT = Duration.ofSeconds(20);

    /** What a commit means. */
    public enum Durability {
        /** A commit is on the disk before it is acknowledged. */
        SAFE,
        /** Nothing is forced to the disk: fast, and broken after a power cut. */
        TESTS_ONLY
    }

    private final FolderLock lock;
    private final PostgresProcess process;
    private final DatabaseAddress address;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(FolderLock lock, PostgresProcess process, DatabaseAddress address) {
        this.lock = lock;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts PostgreSQL on the data in the folder; the first time, makes them. Blocks until connections are taken.
     *
     * @param folder everything lies in there: programs, data, password, log
     * @param port TCP port; 0 stays with the port of the last start if that is free, else takes any free one
     * @param durability whether commits survive a power cut
     * @param progress takes short lines in English, called on this thread
     * @throws PostgresStartException when it cannot run here, or another Saalelab uses the folder; its message is one sentence
     */
    public static EmbeddedPostgres start(Path folder, int port, Durability durability, Consumer<String> progress) {
        return start(folder, port, durability, Optional.empty(), progress);
    }

    /**
     * As above, with continuous backup.
     *
     * @param archiving where PostgreSQL's log is copied to; empty means nowhere
     */
    public static EmbeddedPostgres start(
            Path folder, int port, Durability durability, Optional<Archiving> archiving, Consumer<String> progress) {
        return start(folder, folder, port, durability, archiving, progress);
    }

    /**
     * The database that another Saalelab runs on the data in the folder right now, for commands beside it; empty when none does.
     *
     * @param folder as given to {@link #start}
     */
    public static Optional<DatabaseAddress> running(Path folder) {
        try {
            PostgresFolder prepared = PostgresFolder.prepare(folder);
            int port = new PortMemory(prepared.port()).last();
            if (!FolderLock.isHeld(prepared) || port == 0) {
                return Optional.empty();
            }
            String password = PostgresPassword.readOrCreate(prepared);
            return Optional.of(new DatabaseAddress(HOST, port, NAME, NAME, password));
        } catch (IOException e) {
            throw new PostgresStartException("Saalelab has no access to %s.".formatted(folder), e);
        }
    }

    /** As above, with the programs in a folder that several share. */
    static EmbeddedPostgres start(
            Path folder, Path programs, int port, Durability durability, Consumer<String> progress) {
        return start(folder, programs, port, durability, Optional.empty(), progress);
    }

    /** As above, with continuous backup. */
    static EmbeddedPostgres start(
            Path folder,
            Path programs,
            int port,
            Durability durability,
            Optional<Archiving> archiving,
            Consumer<String> progress) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("No port: " + port);
        }
        try {
            PostgresFolder prepared = PostgresFolder.prepare(folder);
            Path shared = programs.toAbsolutePath().normalize();
            return new Start(prepared, shared, port, durability, archiving, progress).run();
        } catch (AccessDeniedException e) {
            throw new PostgresStartException("Saalelab has no permission for %s.".formatted(e.getFile()), e);
        } catch (IOException | UncheckedIOException e) {
            throw new PostgresStartException(
                    "The embedded PostgreSQL could not be started in %s: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    /** Where the database is; role and database exist. */
    public DatabaseAddress address() {
        return address;
    }

    /** The process id of the postmaster. */
    public long pid() {
        return process.pid();
    }

    /** False once PostgreSQL has ended, by {@link #close} or unexpectedly. It is not started again by itself. */
    public boolean alive() {
        return process.alive();
    }

    /** Stops PostgreSQL in order: open transactions are rolled back, the data are written. Returns when it is gone. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (lock) {
            process.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One start, step by step. */
    private record Start(
            PostgresFolder folder,
            Path programs,
            int port,
            Durability durability,
            Optional<Archiving> archiving,
            Consumer<String> progress) {

        EmbeddedPostgres run() throws IOException {
            FolderLock lock = FolderLock.acquire(folder);
            boolean started = false;
            try {
                EmbeddedPostgres postgres = run(lock);
                started = true;
                return postgres;
            } finally {
                if (!started) {
                    lock.close();
                }
            }
        }

        private EmbeddedPostgres run(FolderLock lock) throws IOException {
            PostgresBinaries binaries = PostgresBinaries.in(programs, folder.account(), progress);
            ChildProcess children = new ChildProcess(folder.account(), ServerLog.prepare(folder));
            for (Path cluster : List.of(folder.unfinishedCluster(), folder.cluster())) {
                new LeftoverProcesses(cluster, children, binaries).stop(progress);
            }
            String password = PostgresPassword.readOrCreate(folder);
            PostgresCluster.ensure(folder, binaries, children, durability, progress);
            if (archiving.isPresent()) {
                archiving.get().prepare(folder.account());
                archiving.get().join(folder.cluster(), folder.account());
            }
            PortMemory ports = new PortMemory(folder.port());
            return launch(lock, password, ports, children, binaries);
        }

        private EmbeddedPostgres launch(
                FolderLock lock, String password, PortMemory ports, ChildProcess children, PostgresBinaries binaries)
                throws IOException {
            Patience patience = new Patience(RETRY_LIMIT);
            String told = "";
            while (true) {
                int chosen = ports.choose(port);
                switch (attempt(chosen, children, binaries)) {
                    case StartOutcome.Ready(PostgresProcess process) -> {
                        return finish(lock, process, ports, new DatabaseAddress(HOST, chosen, NAME, NAME, password));
                    }
                    case StartOutcome.Broken(String sentence) -> throw new PostgresStartException(sentence);
                    case StartOutcome.Busy(String reason) -> {
                        if (!told.equals(reason)) {
                            progress.accept("Waiting, " + reason);
                            told = reason;
                        }
                        patience.pauseOr("PostgreSQL cannot start: " + reason + ".");
                    }
                }
            }
        }

        private StartOutcome attempt(int chosen, ChildProcess children, PostgresBinaries binaries) throws IOException {
            if (!PortMemory.isFree(chosen)) {
                return new StartOutcome.Busy("port %d on %s is taken".formatted(chosen, HOST));
            }
            List<String> settings = PostgresSettings.arguments(
                    chosen, durability, archiving.map(Archiving::settings).orElse(Map.of()));
            return PostgresProcess.start(folder.cluster(), settings, children, binaries, progress);
        }

        private EmbeddedPostgres finish(
                FolderLock lock, PostgresProcess process, PortMemory ports, DatabaseAddress address)
                throws IOException {
            boolean finished = false;
            try {
                PostgresOwnerStore.ensure(address);
                ports.remember(address.port());
                progress.accept("PostgreSQL listens on %s:%d".formatted(HOST, address.port()));
                finished = true;
                return new EmbeddedPostgres(lock, process, address);
            } catch (SQLException e) {
                throw new PostgresStartException(
                        "The database %s cannot be prepared: %s.".formatted(address, e.getMessage()), e);
            } finally {
                if (!finished) {
                    process.stop();
                }
            }
        }
    }
}
