package de.saalelab.bench;

import de.saalelab.app.SaalelabServer;
import de.saalelab.platform.config.ConfigReader;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.MeasuredPostgres;
import de.saalelab.rig.ArtefactServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A durable PostgreSQL with a filled database, for as long as the bench runs; the folder is kept. */
final class Lab implements AutoCloseable {
    /** A setting of PostgreSQL with which it counts how often each statement runs; that costs a little time. */
    static final String COUNTS_STATEMENTS = "shared_preload_libraries=pg_stat_statements";

    private final Path folder;
    private final World world;
    private final MeasuredPostgres postgres;

    private Lab(Path folder, World world, MeasuredPostgres postgres) {
        this.folder = folder;
        this.world = world;
        this.postgres = postgres;
    }

    /** Starts PostgreSQL in the folder, and fills the database unless it is filled already. */
    static Lab open(Size size, Path folder, Consumer<String> progress, String... settings) {
        Path programs = ArtefactServer.project().resolve("target/test-postgres-programs");
        MeasuredPostgres postgres = MeasuredPostgres.start(folder, programs, progress, settings);
        try {
            Fill fill = new Fill(postgres.address(), progress);
            Optional<Fill.Filled> filled = fill.filled();
            if (filled.isPresent() && filled.get().size() == size) {
                progress.accept("Using the %s database of %s"
                        .formatted(size.key(), filled.get().day()));
                return new Lab(folder, new World(size, filled.get().day()), postgres).with(settings);
            }
            LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
            World world = new World(size, today);
            progress.accept("Filling a %s database".formatted(size.key()));
            empty(postgres.address());
            // The demo brings what is not many: topics, offices and services that the bot knows of.
            SaalelabServer.start(
                            ConfigReader.read(
                                    Map.of(),
                                    Map.of(
                                            "HTTP_PORT",
                                            "0",
                                            "DRAIN_NOTICE_MS",
                                            "0",
                                            "DATABASE_URL",
                                            url(postgres.address())),
                                    Optional.empty()),
                            Clock.systemUTC(),
                            true,
                            line -> {})
                    .close();
            fill.fill(world, today);
            return new Lab(folder, world, postgres).with(settings);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static void empty(DatabaseAddress address) {
        try (Sql sql = Sql.open(address.withDatabase("postgres"))) {
            sql.run("DROP DATABASE IF EXISTS " + address.database());
            sql.run("CREATE DATABASE " + address.database());
        }
    }

    World world() {
        return world;
    }

    Path folder() {
        return folder;
    }

    DatabaseAddress address() {
        return postgres.address();
    }

    long postgresPid() {
        return postgres.pid();
    }

    /** As the server's setting {@code DATABASE_URL}. */
    String databaseUrl() {
        return url(postgres.address());
    }

    private static String url(DatabaseAddress address) {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(address.user(), address.password(), address.host(), address.port(), address.database());
    }

    /** Writes everything to the disk now, so that no run pays for what was before it. */
    void checkpoint() {
        asSuperuser("CHECKPOINT");
    }

    private void asSuperuser(String statement) {
        DatabaseAddress own = address();
        var superuser = new DatabaseAddress(own.host(), own.port(), own.database(), "postgres", own.password());
        try (Sql sql = Sql.open(superuser)) {
            sql.run(statement);
        }
    }

    private Lab with(String... settings) {
        if (List.of(settings).contains(COUNTS_STATEMENTS)) {
            asSuperuser("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            asSuperuser("GRANT pg_read_all_stats TO " + address().user());
        }
        return this;
    }

    String postgresVersion() {
        try (Sql sql = Sql.open(address())) {
            return sql.texts("SHOW server_version").getFirst();
        }
    }

    long counterDifferences() {
        try (Sql sql = Sql.open(address())) {
            return Recount.differences(sql);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
