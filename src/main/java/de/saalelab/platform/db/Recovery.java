package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes data of a backup: unpacks a whole copy, lets PostgreSQL replay the log, and stops it in order. The result is an ordinary folder for
 * {@link EmbeddedPostgres}, on a new timeline.
 *
 * @param from the backups
 * @param leftLog {@code pg_wal} of the lost database, if that is still there: it may know what was not archived yet
 * @param acceptGap whether a missing segment ends the replay, instead of refusing it
 * @param progress takes short lines in English
 */
public record Recovery(BackupFolder from, Optional<Path> leftLog, boolean acceptGap, Consumer<String> progress) {
    /** A day of log at full load; a restore that takes longer is not in the making. */
    private static final Duration LONGEST_REPLAY = Duration.ofHours(12);

    /** PostgreSQL reads this setting before it knows any name of a time zone, the letter Z included. */
    private static final DateTimeFormatter TARGET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private static final String STAGED = "wal";

    /**
     * How far the log is replayed.
     *
     * @param at the last moment; empty means to the end
     * @param timeline each restore begins a new one; empty means the latest
     */
    public record Target(Optional<Instant> at, Optional<Integer> timeline) {
        /** All there is. */
        public static final Target NEWEST = new Target(Optional.empty(), Optional.empty());
    }

    /**
     * What came out.
     *
     * @param lastWrite when the last transaction in it was committed; empty when the log held none
     */
    public record Recovered(Optional<Instant> lastWrite) {}

    /**
     * Recovers into a folder that holds nothing yet.
     *
     * @param base where to begin
     * @param target how far
     * @param folder for {@link EmbeddedPostgres#start}
     * @throws BackupException when it does not succeed; what is left in the folder is of no use
     */
    public Recovered into(Path folder, BaseBackup base, Target target) {
        try {
            return new Run(PostgresFolder.prepare(folder), base, target).run();
        } catch (IOException e) {
            throw new BackupException("The restore failed: %s.".formatted(e.getMessage()), e);
        } catch (SQLException e) {
            throw new BackupException("The restored database does not answer: %s.".formatted(e.getMessage()), e);
        }
    }

    private final class Run {
        private final PostgresFolder folder;
        private final BaseBackup base;
        private final Target target;
        private final WalArchive archive = new WalArchive(from.wal());

        private Run(PostgresFolder folder, BaseBackup base, Target target) {
            this.folder = folder;
            this.base = base;
            this.target = target;
        }

        private Recovered run() throws IOException, SQLException {
            if (Files.exists(folder.cluster())) {
                throw new BackupException("There are data in %s already.".formatted(folder.root()));
            }
            if (base.facts().major() != PostgresBinaries.MAJOR) {
                throw new BackupException("The backup %s is of PostgreSQL %d, and this Saalelab brings PostgreSQL %d."
                        .formatted(base.name(), base.facts().major(), PostgresBinaries.MAJOR));
            }
            requireWhole();
            FolderLock lock = FolderLock.acquire(folder);
            try {
                return alone();
            } finally {
                lock.close();
            }
        }

        private Recovered alone() throws IOException, SQLException {
            PostgresBinaries binaries = PostgresBinaries.in(folder.root(), folder.account(), progress);
            ChildProcess children = new ChildProcess(folder.account(), ServerLog.prepare(folder));
            new LeftoverProcesses(folder.unfinishedCluster(), children, binaries).stop(progress);
            unpack();
            Path staged = stage();
            Recovered recovered = replay(staged, binaries, children);
            PostgresFolder.publish(folder.unfinishedCluster(), folder.cluster());
            PostgresFolder.delete(staged);
            return recovered;
        }

        private void requireWhole() throws IOException {
            Optional<WalSegment> gap = archive.gap(base.facts().stop(), leftNumbers());
            if (gap.isPresent() && !acceptGap) {
                throw new BackupException(
                        ("The segment %s of the log is missing in %s, so what was written after it cannot be restored: "
                                        + "find it, or restore what lies before it with --accept-gap.")
                                .formatted(gap.get().name(), from.wal()));
            }
        }

        private void unpack() throws IOException {
            progress.accept("Unpacking the backup %s (%d MB)"
                    .formatted(base.name(), base.facts().bytes() >> 20));
            PostgresFolder.delete(folder.unfinishedCluster());
            BackupFolder.createClosed(folder.unfinishedCluster());
            folder.account().own(folder.unfinishedCluster());
            base.unpack(folder.unfinishedCluster(), folder.account());
            PostgresPassword.restore(folder, base.password());
            keep(folder.unfinishedCluster().resolve("recovery.signal"), new byte[0]);
            copyLeftLog();
        }

        private Path stage() throws IOException {
            Path staged = folder.root().resolve(STAGED);
            PostgresFolder.delete(staged);
            BackupFolder.createClosed(staged);
            folder.account().own(staged);
            int segments = archive.stage(base.facts().start(), staged, folder.account());
            progress.accept("Replaying the log (%d archived segments)".formatted(segments));
            return staged;
        }

        private Recovered replay(Path staged, PostgresBinaries binaries, ChildProcess children)
                throws IOException, SQLException {
            int port = new PortMemory(folder.port()).choose(0);
            List<String> settings =
                    PostgresSettings.arguments(port, EmbeddedPostgres.Durability.SAFE, recoverySettings(staged));
            StartOutcome outcome = PostgresProcess.start(
                    folder.unfinishedCluster(), settings, children, binaries, LONGEST_REPLAY, progress);
            PostgresProcess process = switch (outcome) {
                case StartOutcome.Ready(PostgresProcess ready) -> ready;
                case StartOutcome.Broken(String sentence) -> throw new BackupException(sentence);
                case StartOutcome.Busy(String reason) ->
                    throw new BackupException("PostgreSQL cannot start: %s.".formatted(reason));
            };
            try {
                return reached(port);
            } finally {
                process.stop();
            }
        }

        private Map<String, String> recoverySettings(Path staged) {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("archive_mode", "off");
            settings.put("hot_standby", "off");
            settings.put("restore_command", "gzip -dc %s/%%f.gz > %%p".formatted(Archiving.quoted(staged)));
            settings.put(
                    "recovery_target_timeline",
                    target.timeline().map(String::valueOf).orElse("latest"));
            settings.put("recovery_target_action", "promote");
            target.at().ifPresent(moment -> settings.put("recovery_target_time", TARGET.format(moment)));
            return settings;
        }

        private Recovered reached(int port) throws SQLException {
            DatabaseAddress address = new DatabaseAddress(
                    EmbeddedPostgres.HOST, port, "postgres", PostgresSuperuser.NAME, passwordOf(base));
            try (Connection connection = PostgresSuperuser.connect(address, 60);
                    Statement sql = connection.createStatement();
                    ResultSet row = sql.executeQuery("""
                            SELECT pg_last_xact_replay_timestamp() AS last_write, pg_last_wal_replay_lsn()::text AS location
                            """)) {
                row.next();
                requireEnd(row.getString("location"));
                OffsetDateTime lastWrite = row.getObject("last_write", OffsetDateTime.class);
                return new Recovered(Optional.ofNullable(lastWrite).map(OffsetDateTime::toInstant));
            }
        }

        /** PostgreSQL ends where it finds nothing to read on, and does not say that there would have been more. */
        private void requireEnd(String location) throws SQLException {
            try {
                long archived = archive.segments().stream()
                        .mapToLong(WalSegment::number)
                        .max()
                        .orElse(0);
                if (target.equals(Target.NEWEST) && !acceptGap && WalSegment.numberOf(location) < archived) {
                    throw new BackupException("The log could be replayed only to %s, although there is more in %s."
                            .formatted(location, from.wal()));
                }
            } catch (IOException e) {
                throw new BackupException("The folder %s cannot be read.".formatted(from.wal()), e);
            }
        }

        private void copyLeftLog() throws IOException {
            if (leftLog.isEmpty() || !Files.isDirectory(leftLog.get())) {
                return;
            }
            Path target = folder.unfinishedCluster().resolve("pg_wal");
            try (DirectoryStream<Path> files = Files.newDirectoryStream(leftLog.get())) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    boolean wanted = WalSegment.named(name)
                            .map(segment ->
                                    segment.number() >= base.facts().start().number())
                            .orElse(name.endsWith(".history"));
                    if (wanted && !Files.exists(target.resolve(name))) {
                        keep(target.resolve(name), Files.readAllBytes(file));
                    }
                }
            }
        }

        private Set<Long> leftNumbers() throws IOException {
            Set<Long> numbers = new HashSet<>();
            if (leftLog.isPresent() && Files.isDirectory(leftLog.get())) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(leftLog.get())) {
                    files.forEach(file -> WalSegment.named(file.getFileName().toString())
                            .ifPresent(segment -> numbers.add(segment.number())));
                }
            }
            return numbers;
        }

        private void keep(Path file, byte[] content) throws IOException {
            Files.write(file, content);
            Files.setAttribute(file, "unix:mode", 0600);
            folder.account().own(file);
        }
    }

    private static String passwordOf(BaseBackup base) {
        return new String(base.password(), java.nio.charset.StandardCharsets.US_ASCII).strip();
    }
}
