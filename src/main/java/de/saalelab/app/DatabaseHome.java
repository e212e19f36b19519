package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.Archiving;
import de.saalelab.platform.db.BackupFolder;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the data live: an external PostgreSQL when one is configured, else our own below the data folder. */
final class DatabaseHome implements AutoCloseable {
    private final Config config;
    private final DatabaseAddress address;
    private final Consumer<String> progress;
    private Optional<EmbeddedPostgres> embedded;

    private DatabaseHome(
            Config config, DatabaseAddress address, Consumer<String> progress, Optional<EmbeddedPostgres> embedded) {
        this.config = config;
        this.address = address;
        this.progress = progress;
        this.embedded = embedded;
    }

    /** The database of the server that runs on these settings, else as {@link #open}. */
    static DatabaseHome join(Config config, Consumer<String> progress) {
        if (config.database().external().isPresent()) {
            return open(config, progress);
        }
        return EmbeddedPostgres.running(folder(config))
                .map(running -> new DatabaseHome(config, running, progress, Optional.empty()))
                .orElseGet(() -> open(config, progress));
    }

    /** Starts the embedded PostgreSQL if there is no other. Blocks. */
    static DatabaseHome open(Config config, Consumer<String> progress) {
        return config.database()
                .external()
                .map(address -> new DatabaseHome(config, address, progress, Optional.empty()))
                .orElseGet(() -> {
                    EmbeddedPostgres postgres = launch(config, config.database().embeddedPort(), progress);
                    return new DatabaseHome(config, postgres.address(), progress, Optional.of(postgres));
                });
    }

    DatabaseAddress address() {
        return address;
    }

    /** Whether the embedded PostgreSQL has ended by itself. */
    synchronized boolean hasEnded() {
        return embedded.isPresent() && !embedded.get().alive();
    }

    /** Starts the embedded PostgreSQL again, on the same port, if it has ended by itself. */
    synchronized void revive() {
        if (!hasEnded()) {
            return;
        }
        progress.accept("PostgreSQL has ended; starting it again");
        embedded.orElseThrow().close();
        embedded = Optional.of(launch(config, address.port(), progress));
    }

    private static EmbeddedPostgres launch(Config config, int port, Consumer<String> progress) {
        return EmbeddedPostgres.start(
                folder(config), port, EmbeddedPostgres.Durability.SAFE, archiving(config), progress);
    }

    private static Optional<Archiving> archiving(Config config) {
        return config.backup()
                .folder()
                .map(folder ->
                        new Archiving(new BackupFolder(folder), config.backup().walEvery()));
    }

    /** Where the embedded PostgreSQL lies. */
    static Path folder(Config config) {
        return config.dataDir().resolve("postgres");
    }

    @Override
    public synchronized void close() {
        embedded.ifPresent(EmbeddedPostgres::close);
        embedded = Optional.empty();
    }
}
