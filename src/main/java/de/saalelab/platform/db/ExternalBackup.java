package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.file.Files;
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
 * Backs an external PostgreSQL up with its own programs: the whole cluster where the role may replicate, else our database alone. What was written since is
 * a matter of that PostgreSQL's own archiving.
 *
 * @param address the database
 * @param progress takes short lines in English
 */
public record ExternalBackup(DatabaseAddress address, Consumer<String> progress) {

    /**
     * Makes and checks one backup.
     *
     * @param folder where to; made if missing
     * @param keep how many backups of each form stay
     * @return the file or folder that was made
     */
    public Path take(Path folder, int keep) {
        try {
            BackupFolder.createClosed(folder.toAbsolutePath());
            DumpFolder dumps = new DumpFolder(folder.toAbsolutePath().normalize());
            Server server = server();
            PostgresPrograms programs = PostgresPrograms.required(server.major());
            Path made = server.replicates() && cluster(programs, dumps)
                    ? dumps.publish(dumps.unfinishedCluster(), dumps.cluster(server.now()))
                    : dumps.publishDump(dump(programs, dumps), dumps.dump(server.now()));
            dumps.keep(keep).forEach(progress);
            return made;
        } catch (IOException e) {
            throw new BackupException("The backup could not be written: %s.".formatted(e.getMessage()), e);
        } catch (SQLException e) {
            throw new BackupException("The database does not answer: %s.".formatted(e.getMessage()), e);
        }
    }

    /** Reads the newest backups to their ends; says in one line what was found. */
    public String check(Path folder) {
        DumpFolder dumps = new DumpFolder(folder.toAbsolutePath().normalize());
        try {
            PostgresPrograms programs = PostgresPrograms.required(server().major());
            List<Path> dump = dumps.dumps();
            List<Path> clusters = dumps.clusters();
            if (dump.isEmpty() && clusters.isEmpty()) {
                throw new BackupException("There is no backup in %s.".formatted(folder));
            }
            if (!dump.isEmpty()) {
                DumpFolder.requireIntact(dump.getLast());
                readDump(programs, dump.getLast());
            }
            if (!clusters.isEmpty()) {
                verify(programs, clusters.getLast());
            }
            return "Read to the end: " + (dump.isEmpty() ? "" : dump.getLast() + " ")
                    + (clusters.isEmpty() ? "" : clusters.getLast());
        } catch (IOException e) {
            throw new BackupException("The folder %s cannot be read.".formatted(folder), e);
        } catch (SQLException e) {
            throw new BackupException("The database does not answer: %s.".formatted(e.getMessage()), e);
        }
    }

    private boolean cluster(PostgresPrograms programs, DumpFolder dumps) throws IOException {
        Path unfinished = dumps.unfinishedCluster();
        PostgresFolder.delete(unfinished);
        progress.accept("Copying the whole cluster with pg_basebackup");
        PostgresPrograms.Ended copied = programs.run(
                address,
                List.of(
                        "pg_basebackup",
                        "--pgdata=" + unfinished,
                        "--format=plain",
                        "--wal-method=stream",
                        "--checkpoint=fast",
                        "--manifest-checksums=SHA256",
                        "--no-password"));
        if (!copied.well()) {
            PostgresFolder.delete(unfinished);
            progress.accept(
                    "pg_basebackup was refused (%s); dumping the database instead".formatted(copied.lastLine()));
            return false;
        }
        verify(programs, unfinished);
        progress.accept(
                "This is a verified copy of the whole cluster as it was at the end of the copy. For moments after it, "
                        + "archive the log of that PostgreSQL (archive_command).");
        return true;
    }

    private Path dump(PostgresPrograms programs, DumpFolder dumps) throws IOException {
        Path unfinished = dumps.unfinishedDump();
        Files.deleteIfExists(unfinished);
        progress.accept("Dumping the database with pg_dump");
        PostgresPrograms.Ended dumped = programs.run(
                address,
                List.of(
                        "pg_dump",
                        "--format=custom",
                        "--no-owner",
                        "--no-privileges",
                        "--no-password",
                        "--file=" + unfinished));
        if (!dumped.well()) {
            Files.deleteIfExists(unfinished);
            throw new BackupException("pg_dump failed: %s.".formatted(dumped.lastLine()));
        }
        Files.setAttribute(unfinished, "unix:mode", 0600);
        readDump(programs, unfinished);
        progress.accept(
                "This is the database alone, as it was when the dump began. A restore brings back that moment, and no "
                        + "other; the role may not replicate (ALTER ROLE … REPLICATION, and a line in pg_hba.conf), or the whole cluster would be copied.");
        return unfinished;
    }

    private static void verify(PostgresPrograms programs, Path cluster) {
        PostgresPrograms.Ended verified = programs.run(List.of("pg_verifybackup", "--quiet", cluster.toString()));
        if (!verified.well()) {
            throw new BackupException("The copy %s is damaged: %s.".formatted(cluster, verified.lastLine()));
        }
    }

    private static void readDump(PostgresPrograms programs, Path dump) {
        PostgresPrograms.Ended read = programs.run(List.of("pg_restore", "--file=/dev/null", dump.toString()));
        if (!read.well()) {
            throw new BackupException("The dump %s is damaged: %s.".formatted(dump, read.lastLine()));
        }
    }

    private record Server(int major, boolean replicates, Instant now) {}

    private Server server() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("""
                        SELECT current_setting('server_version_num')::int / 10000 AS major, rolsuper OR rolreplication AS replicates
                          FROM pg_roles
                         WHERE rolname = current_user
                        """)) {
            row.next();
            return new Server(row.getInt("major"), row.getBoolean("replicates"), Instant.now());
        }
    }
}
