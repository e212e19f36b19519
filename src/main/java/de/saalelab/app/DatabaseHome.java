package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.EmbeddedPostgres;
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

    /** Starts the embedded PostgreSQL if there is no other. Blocks. */
    static DatabaseHome open(Config config, Consumer<String> progress) {
        return config.database()
                .external()
                .map(address -> new DatabaseHome(address, Optional.empty()))
                .orElseGet(() -> {
                    EmbeddedPostgres postgres = EmbeddedPostgres.start(
                            config.dataDir().resolve("postgres"),
                            config.database().embeddedPort(),
                            EmbeddedPostgres.Durability.SAFE,
                            progress);
                    return new DatabaseHome(postgres.address(), Optional.of(postgres));
                });
    }

    DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedPostgres::close);
    }
}
