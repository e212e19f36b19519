package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Copies the files of a running cluster, between PostgreSQL's two calls that frame a backup. Files change meanwhile; the log repairs that. What is left out is
 * what PostgreSQL's manual names in "Backing Up the Data Directory".
 *
 * @param cluster the data of the running PostgreSQL
 * @param progress takes the bytes so far, after each file
 */
record ClusterCopy(Path cluster, BackupWriter writer, LongConsumer progress) {
    /** Only meaningful to the running server; the folders themselves must exist. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map", "backup_manifest");
    private static final String CONTROL = "global/pg_control";
    private static final int CONTROL_TRIES = 20;

    /** Copies everything but the log. */
    void run() throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = nameOf(folder);
                if (!name.isEmpty()) {
                    writer.addFolder(name);
                }
                return EMPTIED.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = nameOf(file);
                if (attributes.isSymbolicLink()) {
                    throw new BackupException(
                            "The data hold a link, %s; folders elsewhere cannot be backed up.".formatted(file));
                }
                if (!isLeftOut(name)) {
                    writer.add(name, file);
                    progress.accept(writer.bytes());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                // Dropped meanwhile.
                if (fault instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw fault;
            }
        });
        writer.add(CONTROL, control());
    }

    /** Copies segments of the log, as they stand; a slot holds them in place. */
    void log(WalSegment start, long lastNumber) throws IOException {
        for (long number = start.number(); number <= lastNumber; number++) {
            String name = "pg_wal/" + new WalSegment(start.timeline(), number).name();
            if (!writer.add(name, cluster.resolve(name))) {
                throw new BackupException("The segment %s of the log is gone; try again.".formatted(name));
            }
            progress.accept(writer.bytes());
        }
        try (var files = Files.newDirectoryStream(cluster.resolve("pg_wal"), "*.history")) {
            for (Path file : files) {
                writer.add("pg_wal/" + file.getFileName(), file);
            }
        }
    }

    private String nameOf(Path file) {
        return cluster.relativize(file).toString();
    }

    private static boolean isLeftOut(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return LEFT_OUT.contains(name)
                || name.equals(CONTROL)
                || last.startsWith("pgsql_tmp")
                || last.startsWith("pg_internal.init");
    }

    /** Last, and only when it was the same twice: PostgreSQL writes it whole, but a reader may see half of the old one. */
    private byte[] control() throws IOException {
        byte[] earlier = {};
        for (int i = 0; i < CONTROL_TRIES; i++) {
            byte[] now = Files.readAllBytes(cluster.resolve(CONTROL));
            if (Arrays.equals(earlier, now)) {
                return now;
            }
            earlier = now;
        }
        throw new BackupException("The file %s changes all the time; try again.".formatted(CONTROL));
    }

    /** Makes a rename durable. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
