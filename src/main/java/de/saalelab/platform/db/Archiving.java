package de.saalelab.platform.db;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Continuous backup of the embedded PostgreSQL: every finished segment of its log goes to the backup folder, compressed, and a segment counts as finished at
 * the latest after some seconds. An order to stop finishes the last one too.
 *
 * @param folder where to
 * @param every how much time may be missing at most after a loss of the data folder
 */
public record Archiving(BackupFolder folder, Duration every) {

    /** Makes the place that PostgreSQL writes to, under its account. */
    void prepare(ServerAccount account) throws IOException {
        Path root = folder.root();
        account.createPassable(root);
        var closed = account.closedOnTheWayTo(root.toRealPath());
        if (closed.isPresent()) {
            throw new PostgresStartException(
                    ("As root, Saalelab runs PostgreSQL as the unprivileged user %d, who cannot get to the backups in %s "
                                    + "because %s is closed to others: choose another folder, or run chmod o+x on that one.")
                            .formatted(account.uid(), root, closed.get()));
        }
        BackupFolder.createClosed(folder.wal());
        account.own(folder.wal());
    }

    /**
     * The archive belongs to one cluster: the log of another one has the same file names. Also hands on what no archiving saw, the histories of timelines that
     * a restore began.
     */
    void join(Path cluster, ServerAccount account) throws IOException {
        String identifier =
                Long.toUnsignedString(ByteBuffer.wrap(Files.readAllBytes(cluster.resolve("global/pg_control")))
                        .order(ByteOrder.nativeOrder())
                        .getLong());
        Path owner = folder.root().resolve("system-identifier");
        if (!Files.exists(owner)) {
            Files.writeString(owner, identifier + "\n");
        } else if (!Files.readString(owner).strip().equals(identifier)) {
            throw new PostgresStartException(
                    "The folder %s holds the backups of another database: choose another BACKUP_DIR, or restore from it."
                            .formatted(folder.root()));
        }
        try (DirectoryStream<Path> histories = Files.newDirectoryStream(cluster.resolve("pg_wal"), "*.history")) {
            for (Path history : histories) {
                Path kept = folder.wal().resolve(history.getFileName() + WalArchive.COMPRESSED);
                if (!Files.exists(kept)) {
                    Path unfinished = kept.resolveSibling(kept.getFileName() + ".new");
                    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
                        Files.copy(history, out);
                    }
                    Files.setAttribute(unfinished, "unix:mode", 0600);
                    account.own(unfinished);
                    PostgresFolder.publish(unfinished, kept);
                }
            }
        }
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("archive_mode", "on");
        settings.put("archive_timeout", every.toSeconds() + "s");
        settings.put("archive_command", command(folder.wal()));
        return settings;
    }

    /**
     * Never replaces a segment by another one, says yes to the same one again (after a crash PostgreSQL asks twice), and says yes only when it is on the disk.
     * Compressed, because a segment that was finished early is mostly zeros.
     */
    static String command(Path wal) {
        String target = quoted(wal) + "/%f.gz";
        return ("f=%s; if [ -e \"$f\" ]; then gzip -dc \"$f\" | cmp -s - %%p; "
                        + "else umask 077; gzip -1c %%p > \"$f.new\" && sync \"$f.new\" && mv \"$f.new\" \"$f\" && sync %s; fi")
                .formatted(target, quoted(wal));
    }

    /** For the shell, and with the percent signs doubled that PostgreSQL would replace. */
    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''").replace("%", "%%") + "'";
    }
}
