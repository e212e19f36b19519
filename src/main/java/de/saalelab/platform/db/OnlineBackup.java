package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a whole copy of the embedded PostgreSQL's data while it goes on working. */
public final class OnlineBackup {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern START = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");
    private static final int LONGEST_CHECKPOINT = 600;
    private static final int LONGEST_ANSWER = 30;
    private static final Duration LONGEST_ARCHIVING = Duration.ofMinutes(2);

    private final DatabaseAddress address;
    private final PostgresFolder postgres;
    private final BackupFolder target;
    private final Consumer<String> progress;

    private OnlineBackup(
            DatabaseAddress address, PostgresFolder postgres, BackupFolder target, Consumer<String> progress) {
        this.address = address;
        this.postgres = postgres;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Makes the copy. Where this PostgreSQL archives its log to the same target, it also waits for the last segment. The copy has its name only when it is
     * whole and on the disk.
     *
     * @param address the running embedded PostgreSQL
     * @param postgresFolder its folder, as given to {@link EmbeddedPostgres#start}
     * @param target where the copy goes
     * @param progress takes short lines in English
     * @throws BackupException when it does not succeed; then nothing is left behind
     */
    public static BaseBackup take(
            DatabaseAddress address, Path postgresFolder, BackupFolder target, Consumer<String> progress) {
        try {
            PostgresFolder postgres = PostgresFolder.prepare(postgresFolder);
            // PostgreSQL's account must be able to pass, if it is to archive in there one day.
            postgres.account().createPassable(target.root());
            BackupFolder.createClosed(target.bases());
            return new OnlineBackup(address, postgres, target, progress).alone();
        } catch (IOException e) {
            throw new BackupException("The backup could not be written: %s.".formatted(e.getMessage()), e);
        } catch (SQLException e) {
            throw new BackupException("The database did not allow the backup: %s.".formatted(e.getMessage()), e);
        }
    }

    private BaseBackup alone() throws IOException, SQLException {
        Path lock = target.bases().resolve("lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw new BackupException("Another backup to %s is at work.".formatted(target.root()));
            }
            return alone(target.unfinishedBase("copy"));
        }
    }

    private BaseBackup alone(Path unfinished) throws IOException, SQLException {
        boolean finished = false;
        PostgresFolder.delete(unfinished);
        BackupFolder.createClosed(unfinished);
        try {
            BackupFacts facts = copy(unfinished);
            if (archives()) {
                awaitArchived(facts.stopWal());
            } else {
                progress.accept("The log is not archived there: a restore brings back this moment, and nothing later");
            }
            Path base = target.base(NAME.format(facts.finishedAt()));
            PostgresFolder.publish(unfinished, base);
            finished = true;
            return BaseBackup.open(base);
        } finally {
            if (!finished) {
                PostgresFolder.delete(unfinished);
            }
        }
    }

    /** The slot keeps the log in place meanwhile; it ends with the connection. */
    private BackupFacts copy(Path unfinished) throws IOException, SQLException {
        try (Connection connection = PostgresSuperuser.connect(address.withDatabase("postgres"), LONGEST_CHECKPOINT);
                Statement sql = connection.createStatement();
                BackupWriter writer = BackupWriter.in(unfinished)) {
            Instant started = instant(sql, "SELECT clock_timestamp()");
            text(sql, "SELECT pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)");
            text(sql, "SELECT pg_backup_start('saalelab', fast => true)");
            progress.accept("Copying the data");
            ClusterCopy cluster = new ClusterCopy(postgres.cluster(), writer, percent(sizeOf(postgres.cluster())));
            cluster.run();
            Stop stop = stop(sql);
            writer.add("backup_label", stop.label().getBytes(StandardCharsets.UTF_8));
            cluster.log(
                    stop.start(),
                    WalSegment.named(stop.lastSegment()).orElseThrow().number());
            BackupFacts facts = new BackupFacts(
                    started,
                    instant(sql, "SELECT clock_timestamp()"),
                    PostgresBinaries.MAJOR,
                    text(sql, "SELECT system_identifier FROM pg_control_system()"),
                    stop.start().name(),
                    stop.lastSegment(),
                    writer.bytes());
            writer.addBeside(BaseBackup.PASSWORD, Files.readAllBytes(postgres.password()));
            writer.addBeside(BaseBackup.FACTS, facts.text().getBytes(StandardCharsets.UTF_8));
            writer.finish();
            return facts;
        }
    }

    /** What PostgreSQL says at the end. */
    private record Stop(String label, WalSegment start, String lastSegment) {}

    private static Stop stop(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("""
                SELECT labelfile, pg_walfile_name(lsn) AS last_segment
                  FROM pg_backup_stop(wait_for_archive => false)
                """)) {
            row.next();
            String label = row.getString("labelfile");
            Matcher start = START.matcher(label);
            if (!start.find()) {
                throw new BackupException("PostgreSQL does not say where the backup starts.");
            }
            return new Stop(label, WalSegment.named(start.group(1)).orElseThrow(), row.getString("last_segment"));
        }
    }

    private boolean archives() throws SQLException {
        try (Connection connection = PostgresSuperuser.connect(address.withDatabase("postgres"), LONGEST_ANSWER);
                Statement sql = connection.createStatement()) {
            return text(sql, "SELECT current_setting('archive_mode')").equals("on")
                    && text(sql, "SELECT current_setting('archive_command')").equals(Archiving.command(target.wal()));
        }
    }

    /**
     * Whether the target needs a new copy: it has none, or the newest is too old, or is from before a restore (the log after a restore needs a copy made after
     * it).
     */
    public static boolean isDue(DatabaseAddress address, BackupFolder target, Duration every, Instant now) {
        Optional<BaseBackup> newest = target.newest();
        if (newest.isEmpty() || !newest.get().facts().finishedAt().plus(every).isAfter(now)) {
            return true;
        }
        try (Connection connection = PostgresSuperuser.connect(address.withDatabase("postgres"), LONGEST_ANSWER);
                Statement sql = connection.createStatement()) {
            String timeline = text(sql, "SELECT timeline_id FROM pg_control_checkpoint()");
            return newest.get().facts().start().timeline() != Integer.parseInt(timeline);
        } catch (SQLException e) {
            throw new BackupException("The database does not answer: %s.".formatted(e.getMessage()), e);
        }
    }

    /** What is wrong with the archiving of the log just now, in one sentence; empty when nothing is. */
    public static Optional<String> archivingFault(DatabaseAddress address) {
        try (Connection connection = PostgresSuperuser.connect(address.withDatabase("postgres"), LONGEST_ANSWER);
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("""
                        SELECT failed_count, last_failed_wal
                          FROM pg_stat_archiver
                         WHERE last_failed_time > coalesce(last_archived_time, '-infinity')
                        """)) {
            return row.next()
                    ? Optional.of("The log cannot be archived since the segment %s (%d tries failed)"
                            .formatted(row.getString("last_failed_wal"), row.getLong("failed_count")))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new BackupException("The database does not answer: %s.".formatted(e.getMessage()), e);
        }
    }

    private void awaitArchived(String segment) {
        progress.accept("Waiting until the log is archived");
        Patience patience = new Patience(LONGEST_ARCHIVING);
        while (!Files.exists(target.wal().resolve(segment + WalArchive.COMPRESSED))) {
            patience.pauseOr("PostgreSQL does not archive its log to %s; its log in %s says why."
                    .formatted(target.wal(), postgres.log()));
        }
    }

    private LongConsumer percent(long total) {
        long[] told = {0};
        return bytes -> {
            long tenth = total == 0 ? 0 : Math.min(10, bytes * 10 / total);
            if (tenth > told[0]) {
                told[0] = tenth;
                progress.accept("  %d %% of %d MB".formatted(tenth * 10, total >> 20));
            }
        };
    }

    private static long sizeOf(Path cluster) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(cluster)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                // A file may go while we look.
                size += file.toFile().isFile() && !file.startsWith(cluster.resolve("pg_wal"))
                        ? file.toFile().length()
                        : 0;
            }
        } catch (java.io.UncheckedIOException e) {
            return size;
        }
        return size;
    }

    /** What a copy takes in the folder, in bytes. */
    public static long sizeOnDisk(BaseBackup backup) {
        long size = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(backup.folder())) {
            for (Path file : files) {
                size += Files.size(file);
            }
            return size;
        } catch (IOException e) {
            throw new BackupException("The folder %s cannot be read.".formatted(backup.folder()), e);
        }
    }

    private static String text(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Instant instant(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
