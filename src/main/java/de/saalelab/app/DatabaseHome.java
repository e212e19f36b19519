package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the data live: an external PostgreSQL when one is configured, else our own below the data folder. */
final class DatabaseHome implements AutoCloseable {
    private final DatabaseAddress address;
    private final Optional<EmbeddedPostgres> embedded;

    private DatabaseHome(DatabaseAddress address, Optional<EmbeddedPostgres> embedded) {
        this.address = address;
        this.embedded = embedded;
    }

    /** The database of the server that runs on these settings, else as {@link #open}. */
    static DatabaseHome join(Config config, Consumer<String> progress) {
        if (config.database().external().isPresent()) {
            return open(config, progress);
        }
        return EmbeddedPostgres.running(folder(config))
                .map(running -> new DatabaseHome(running, Optional.empty()))
                .orElseGet(() -> open(config, progress));
    }

    /** Starts the embedded PostgreSQL if there is no other. Blocks. */
    static DatabaseHome open(Config config, Consumer<String> progress) {
        return config.database()
                .external()
                .map(address -> new DatabaseHome(address, Optional.empty()))
                .orElseGet(() -> {
                    EmbeddedPostgres postgres = EmbeddedPostgres.start(
                            folder(config),
                            config.database().embeddedPort(),
                            EmbeddedPostgres.Durability.SAFE,
                            progress);
                    return new DatabaseHome(postgres.address(), Optional.of(postgres));
                });
    }

    private static Path folder(Config config) {
        return config.dataDir().resolve("postgres");
    }

    DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedPostgres::close);
    }
}
