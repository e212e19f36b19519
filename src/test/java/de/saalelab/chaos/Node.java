package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL of the distribution's with a data folder of its own, as durable as in production; a primary, or the standby of one. */
final class Node implements Postgres {
    private static final String NAME = "saalelab";
    private static final String PASSWORD = "drill";
    private static final int START_SECONDS = 120;

    private final Installation installation;
    private final Path folder;
    private final Path data;
    private final Path log;
    private final DatabaseAddress address;
    private final Map<String, String> settings;
    private final Map<String, String> environment;
    private @Nullable Process process;

    private Node(Installation installation, Path folder, int port, Map<String, String> environment) {
        this.installation = installation;
        this.folder = folder;
        this.data = folder.resolve("data");
        this.log = folder.resolve("postgres.log");
        this.address = new DatabaseAddress("127.0.0.1", port, NAME, NAME, PASSWORD);
        this.environment = environment;
        this.settings = new LinkedHashMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "port", String.valueOf(port),
                "unix_socket_directories", "",
                "max_connections", "100",
                "fsync", "on",
                "full_page_writes", "on",
                "wal_level", "replica",
                "max_wal_size", "256MB",
                "timezone", "UTC",
                "log_min_messages", "log"));
        // Statements that fail are part of the drills and would only fill the log.
        settings.put("log_min_error_statement", "panic");
    }

    /** A new, empty primary that runs. */
    static Node primary(Installation installation, Path folder, int port, Map<String, String> environment) {
        Node node = new Node(installation, folder, port, environment);
        installation.ownFolder(folder);
        Path password = folder.resolve("password");
        try {
            Files.writeString(password, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        installation.run(
                node.log,
                Map.of(),
                "initdb",
                List.of(
                        "-D",
                        node.data.toString(),
                        "-U",
                        NAME,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8"));
        node.process = node.launch();
        try (Sql sql = Sql.connect(node.address.withDatabase("postgres"))) {
            sql.execute("CREATE DATABASE " + NAME);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return node;
    }

    /**
     * A running standby of the primary, copied from it directly.
     *
     * @param replicationPort where it follows the primary, through something in between
     */
    static Node standby(Installation installation, Path folder, int port, Node primary, int replicationPort) {
        Node node = new Node(installation, folder, port, Map.of());
        installation.ownFolder(folder);
        installation.run(
                node.log,
                Map.of("PGPASSWORD", PASSWORD),
                "pg_basebackup",
                List.of(
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(primary.address.port()),
                        "-U",
                        NAME,
                        "-D",
                        node.data.toString(),
                        "-R",
                        "-X",
                        "stream",
                        "-c",
                        "fast"));
        try {
            // Of its primary's settings it must not keep whom to wait for: once promoted, it has nobody.
            Files.writeString(
                    node.data.resolve("postgresql.auto.conf"),
                    "synchronous_standby_names = ''\nprimary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'\n"
                            .formatted(replicationPort, NAME, PASSWORD),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        node.process = node.launch();
        return node;
    }

    /** Commits wait for a standby from now on; returns when one has everything. */
    void waitForStandby() throws SQLException {
        set("synchronous_standby_names", "ANY 1 (*)");
        awaitStanding("SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')");
        execute("CREATE TABLE IF NOT EXISTS drill_barrier (at timestamptz)");
        execute("INSERT INTO drill_barrier VALUES (now())");
    }

    /** Commits wait for nobody; returns when a standby has all that was there when it was asked. */
    void haveLaxStandby() throws SQLException {
        set("synchronous_standby_names", "");
        String now;
        try (Sql sql = Sql.connect(address)) {
            now = sql.column("SELECT pg_current_wal_lsn()").getFirst();
        }
        awaitStanding("SELECT count(*) FROM pg_stat_replication WHERE replay_lsn >= '" + now + "'");
    }

    /** Changes a setting of the running server. */
    void set(String name, String value) throws SQLException {
        execute("ALTER SYSTEM SET " + name + " = '" + value + "'");
        execute("SELECT pg_reload_conf()");
    }

    /** Makes a primary of a standby; returns when it takes writes. */
    void promote() throws SQLException {
        execute("SELECT pg_promote(true, 60)");
    }

    @Override
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public long pid() {
        return Objects.requireNonNull(process).pid();
    }

    @Override
    public void start() {
        if (!alive()) {
            process = launch();
        }
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** Takes the data away as well. */
    void destroy() {
        close();
        Folders.delete(folder);
    }

    @Override
    public void close() {
        if (alive()) {
            kill();
        }
    }

    /** Whether it takes connections. */
    boolean answers() {
        try (Sql sql = Sql.connect(address.withDatabase("postgres"))) {
            return sql.number("SELECT 1") == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    private Process launch() {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
        settings.forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        Process launched = installation.spawn(log, environment, "postgres", arguments);
        while (!ready(launched)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "PostgreSQL is not ready after " + START_SECONDS + " s (log: " + log + ")");
            }
            if (!launched.isAlive()) {
                // The kernel may still hold something of the one that was killed.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                launched = installation.spawn(log, environment, "postgres", arguments);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return launched;
    }

    /** postmaster.pid bears the postmaster's id in its first line and how far it is in its eighth. */
    private boolean ready(Process launched) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() > 7
                    && lines.getFirst().equals(String.valueOf(launched.pid()))
                    && (lines.get(7).strip().equals("ready")
                            || lines.get(7).strip().equals("standby"))
                    && answers();
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitStanding(String count) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try (Sql sql = Sql.connect(address)) {
            while (sql.number(count) == 0) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("No standby after " + START_SECONDS + " s");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private void execute(String statement) throws SQLException {
        try (Sql sql = Sql.connect(address)) {
            sql.execute(statement);
        }
    }
}
