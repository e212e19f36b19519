package de.saalelab.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Backups of an external PostgreSQL. The name of each bears the moment at which it began.
 *
 * @param root the folder
 */
record DumpFolder(Path root) {
    private static final String DUMP = ".dump";
    private static final String CLUSTER = "cluster-";
    private static final String PREFIX = "saalelab-";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    Path unfinishedDump() {
        return root.resolve("dump.new");
    }

    Path unfinishedCluster() {
        return root.resolve("cluster.new");
    }

    Path dump(Instant began) {
        return root.resolve(PREFIX + MOMENT.format(began) + DUMP);
    }

    Path cluster(Instant began) {
        return root.resolve(CLUSTER + MOMENT.format(began));
    }

    /** Gives it its name. */
    Path publish(Path unfinished, Path finished) throws IOException {
        PostgresFolder.publish(unfinished, finished);
        return finished;
    }

    /** As {@link #publish}, with a checksum beside it: pg_dump's form has none. It is there before the dump has its name. */
    Path publishDump(Path unfinished, Path finished) throws IOException {
        Path sum = sum(finished);
        Files.writeString(sum, sha256(unfinished) + "  " + finished.getFileName() + "\n");
        Files.setAttribute(sum, "unix:mode", 0600);
        return publish(unfinished, finished);
    }

    /** @throws BackupException when the dump is not what was written */
    static void requireIntact(Path dump) throws IOException {
        Path sum = sum(dump);
        if (!Files.exists(sum) || !Files.readString(sum).startsWith(sha256(dump) + " ")) {
            throw new BackupException("The dump %s is damaged: it does not fit its checksum.".formatted(dump));
        }
    }

    private static Path sum(Path dump) {
        return dump.resolveSibling(dump.getFileName() + ".sha256");
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = BackupManifest.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Oldest first. */
    List<Path> dumps() throws IOException {
        return matching(PREFIX + ".*\\" + DUMP);
    }

    /** Oldest first. */
    List<Path> clusters() throws IOException {
        return matching(CLUSTER + ".*Z");
    }

    /** The newest dump that began at that moment or before. */
    Optional<Path> newestDumpBefore(Instant moment) throws IOException {
        return dumps().stream().filter(dump -> !began(dump).isAfter(moment)).reduce((earlier, later) -> later);
    }

    static Instant began(Path dump) {
        String name = dump.getFileName().toString();
        String moment = name.substring(PREFIX.length(), name.length() - DUMP.length());
        return LocalDateTime.parse(moment, MOMENT).toInstant(ZoneOffset.UTC);
    }

    /** Removes the oldest of each form; one line for each. */
    List<String> keep(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (List<Path> backups : List.of(dumps(), clusters())) {
            for (Path old : backups.subList(0, Math.max(0, backups.size() - count))) {
                PostgresFolder.delete(old);
                Files.deleteIfExists(sum(old));
                lines.add("Removed the backup " + old.getFileName());
            }
        }
        return lines;
    }

    private List<Path> matching(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }
}
