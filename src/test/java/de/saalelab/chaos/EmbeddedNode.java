package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/** The embedded PostgreSQL, for machines without an installed one; each use gets a database of its own. */
final class EmbeddedNode implements Postgres {
    private final Path folder;
    private final String database = "drill_" + UUID.randomUUID().toString().replace("-", "");
    private EmbeddedPostgres postgres;

    EmbeddedNode(Path folder) {
        this.folder = folder;
        this.postgres = EmbeddedPostgres.start(folder, 0, EmbeddedPostgres.Durability.SAFE, line -> {});
        try (Sql sql = Sql.connect(postgres.address())) {
            sql.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public DatabaseAddress address() {
        return postgres.address().withDatabase(database);
    }

    @Override
    public long pid() {
        return postgres.pid();
    }

    @Override
    public void start() {
        int port = postgres.address().port();
        postgres.close();
        postgres = EmbeddedPostgres.start(folder, port, EmbeddedPostgres.Durability.SAFE, line -> {});
    }

    @Override
    public void close() {
        try (Sql sql = Sql.connect(postgres.address())) {
            sql.execute("DROP DATABASE " + database + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            postgres.close();
        }
    }
}
