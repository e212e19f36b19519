package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings a dump into an empty external database.
 *
 * @param address the empty database
 * @param progress takes short lines in English
 */
public record ExternalRestore(DatabaseAddress address, Consumer<String> progress) {
    /**
     * What was restored, and where the newest register of erasures is.
     *
     * @param dump the moment of the dump
     * @param newestDump the moment of the newest dump in the folder
     * @param newestRegister the lines of its table {@code erasure}: kind, id, moment, parted by tabulators
     */
    public record Loaded(Instant dump, Instant newestDump, List<String> newestRegister) {}

    /**
     * Loads the newest dump that is not younger than a moment.
     *
     * @throws BackupException when the database is not empty, or there is no such dump
     */
    public Loaded load(Path folder, Instant moment) {
        DumpFolder dumps = new DumpFolder(folder.toAbsolutePath().normalize());
        try {
            int major = requireEmpty();
            Path dump = dumps.newestDumpBefore(moment).orElseThrow(() -> new BackupException(nothing(folder)));
            PostgresPrograms programs = PostgresPrograms.required(major);
            Path newest = dumps.dumps().getLast();
            DumpFolder.requireIntact(dump);
            DumpFolder.requireIntact(newest);
            progress.accept("Loading " + dump);
            PostgresPrograms.Ended loaded = programs.run(
                    address,
                    List.of(
                            "pg_restore",
                            "--dbname=" + address.database(),
                            "--no-owner",
                            "--no-privileges",
                            "--no-password",
                            "--single-transaction",
                            "--exit-on-error",
                            dump.toString()));
            if (!loaded.well()) {
                throw new BackupException("pg_restore failed: %s.".formatted(loaded.lastLine()));
            }
            return new Loaded(DumpFolder.began(dump), DumpFolder.began(newest), register(programs, newest));
        } catch (IOException e) {
            throw new BackupException("The folder %s cannot be read.".formatted(folder), e);
        } catch (SQLException e) {
            throw new BackupException("The database does not answer: %s.".formatted(e.getMessage()), e);
        }
    }

    private static List<String> register(PostgresPrograms programs, Path dump) {
        PostgresPrograms.Ended ended = programs.run(List.of(
                "pg_restore", "--data-only", "--schema=public", "--table=erasure", "--file=-", dump.toString()));
        if (!ended.well()) {
            throw new BackupException("The dump %s is damaged: %s.".formatted(dump, ended.lastLine()));
        }
        return ended.lines().stream()
                .dropWhile(line -> !line.startsWith("COPY "))
                .skip(1)
                .takeWhile(line -> !line.equals("\\."))
                .toList();
    }

    private int requireEmpty() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("""
                        SELECT current_setting('server_version_num')::int / 10000 AS major,
                               EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public') AS used
                        """)) {
            row.next();
            if (row.getBoolean("used")) {
                throw new BackupException(
                        "There are tables in %s already: create an empty database and set DATABASE_URL to it."
                                .formatted(address));
            }
            return row.getInt("major");
        }
    }

    private static String nothing(Path folder) {
        return ("There is no dump of that moment or before in %s. A copy of a whole cluster (cluster-…) is restored by whoever runs "
                        + "that PostgreSQL: stop it, put the copy in place of its data folder, and start it.")
                .formatted(folder);
    }
}
