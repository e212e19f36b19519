package de.saalelab.platform.db;

import de.saalelab.platform.db.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The embedded PostgreSQL with the product's own settings, durable, except that more connections fit and further settings may be added: a load generator
 * needs its own 64 beside the server's pool.
 */
public final class MeasuredPostgres implements AutoCloseable {
    private static final int CONNECTIONS = 200;

    private final FolderLock lock;
    private final PostgresProcess process;
    private final DatabaseAddress address;

    private MeasuredPostgres(FolderLock lock, PostgresProcess process, DatabaseAddress address) {
        this.lock = lock;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it; the first time, makes the cluster.
     *
     * @param settings further ones, such as {@code shared_preload_libraries=pg_stat_statements}
     */
    public static MeasuredPostgres start(Path folder, Path programs, Consumer<String> progress, String... settings) {
        DatabaseAddress address;
        try (EmbeddedPostgres made = EmbeddedPostgres.start(folder, programs, 0, Durability.SAFE, progress)) {
            address = made.address();
        }
        List<String> arguments = new ArrayList<>(PostgresSettings.arguments(address.port(), Durability.SAFE));
        arguments.addAll(List.of("-c", "max_connections=" + CONNECTIONS));
        for (String setting : settings) {
            arguments.addAll(List.of("-c", setting));
        }
        try {
            PostgresFolder prepared = PostgresFolder.prepare(folder);
            FolderLock lock = FolderLock.acquire(prepared);
            PostgresBinaries binaries =
                    PostgresBinaries.in(programs.toAbsolutePath().normalize(), prepared.account(), progress);
            ChildProcess children = new ChildProcess(prepared.account(), ServerLog.prepare(prepared));
            return switch (PostgresProcess.start(prepared.cluster(), arguments, children, binaries, progress)) {
                case StartOutcome.Ready(PostgresProcess process) -> new MeasuredPostgres(lock, process, address);
                case StartOutcome.Busy(String reason) -> throw new PostgresStartException(reason);
                case StartOutcome.Broken(String sentence) -> throw new PostgresStartException(sentence);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    /** The postmaster. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        try (lock) {
            process.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
