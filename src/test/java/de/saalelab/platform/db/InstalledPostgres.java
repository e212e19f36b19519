package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A PostgreSQL of the distribution, as a county runs it, in a folder of its own. Its programs come from the package postgresql. */
public final class InstalledPostgres implements AutoCloseable {
    private static final int OLDEST = 15;
    private static final int NEWEST = 30;

    private final Path programs;
    private final Path cluster;
    private final ServerAccount account;
    private final DatabaseAddress address;

    private InstalledPostgres(Path programs, Path cluster, ServerAccount account, DatabaseAddress address) {
        this.programs = programs;
        this.cluster = cluster;
        this.account = account;
        this.address = address;
    }

    /** Starts one on a free port; the role "lab" owns the database "lab". */
    public static InstalledPostgres start(String name) throws IOException, SQLException {
        Path programs = IntStream.rangeClosed(OLDEST, NEWEST)
                .mapToObj(major -> Path.of("/usr/lib/postgresql/" + major + "/bin"))
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("This test needs: apt-get install postgresql"));
        Path folder = PostgresTestFolder.fresh(name);
        Path cluster = folder.resolve("installed");
        ServerAccount account = ServerAccount.forCluster(cluster);
        account.own(folder);
        int port = new PortMemory(cluster.resolveSibling("port")).choose(0);
        InstalledPostgres postgres = new InstalledPostgres(
                programs, cluster, account, new DatabaseAddress("127.0.0.1", port, "lab", "lab", "secret"));
        postgres.run("initdb", "-D", cluster.toString(), "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8");
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off";
        postgres.run("pg_ctl", "-D", cluster.toString(), "-w", "-l", cluster + ".log", "-o", options, "start");
        postgres.execute("CREATE ROLE lab LOGIN PASSWORD 'secret'");
        postgres.execute("CREATE DATABASE lab OWNER lab");
        return postgres;
    }

    /** Where the database of the role "lab" is. */
    public DatabaseAddress address() {
        return address;
    }

    /** Runs a statement as superuser. */
    public void execute(String sql) throws SQLException {
        DatabaseAddress superuser =
                new DatabaseAddress(address.host(), address.port(), "postgres", PostgresSuperuser.NAME, "");
        PostgresSql.execute(superuser, sql);
    }

    /** Runs a statement as the role "lab". */
    public static void execute(DatabaseAddress database, String sql) throws SQLException {
        PostgresSql.execute(database, sql);
    }

    /** How many rows a table has. */
    public static int count(DatabaseAddress database, String table) throws SQLException {
        return Integer.parseInt(PostgresSql.text(database, "SELECT count(*) FROM " + table));
    }

    @Override
    public void close() throws IOException {
        run("pg_ctl", "-D", cluster.toString(), "-m", "immediate", "stop");
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
        command.addAll(List.of(arguments));
        Path log = cluster.resolveSibling(program + ".log");
        Process process = new ProcessBuilder(account.command("clear", command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(program + " failed: " + Files.readString(log));
        }
    }
}
