package de.saalelab.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The archived log: segments and the histories of timelines, each compressed.
 *
 * @param folder may not exist; then nothing is archived
 */
record WalArchive(Path folder) {
    static final String COMPRESSED = ".gz";
    private static final String HISTORY = ".history";

    /** The segments that are there, in order. */
    TreeSet<WalSegment> segments() throws IOException {
        return names().stream()
                .map(name -> name.substring(0, name.length() - COMPRESSED.length()))
                .flatMap(name -> WalSegment.named(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The first segment that is missing between the last one that a copy holds itself and the last of all, unless another place has it. */
    Optional<WalSegment> gap(WalSegment held, Set<Long> elsewhere) throws IOException {
        TreeSet<WalSegment> segments = segments();
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        Set<Long> numbers = segments.stream().map(WalSegment::number).collect(Collectors.toSet());
        for (long number = held.number() + 1; number < segments.last().number(); number++) {
            if (!numbers.contains(number) && !elsewhere.contains(number)) {
                return Optional.of(new WalSegment(held.timeline(), number));
            }
        }
        return Optional.empty();
    }

    /**
     * Copies what a restore needs, and reads each file to its end: PostgreSQL would take a damaged segment for the end of the log, and lose without a word all
     * that came after.
     *
     * @param start the first segment that is needed
     * @param staged where to; exists and is empty
     * @return how many segments
     */
    int stage(WalSegment start, Path staged, ServerAccount account) throws IOException {
        int segments = 0;
        for (String name : names()) {
            Optional<WalSegment> segment = WalSegment.named(name.substring(0, name.length() - COMPRESSED.length()));
            boolean needed =
                    segment.map(found -> found.number() >= start.number()).orElse(name.endsWith(HISTORY + COMPRESSED));
            if (needed) {
                Path copy = Files.copy(folder.resolve(name), staged.resolve(name));
                require(copy, segment.isPresent());
                account.own(copy);
                segments += segment.isPresent() ? 1 : 0;
            }
        }
        return segments;
    }

    /** Removes the segments that no kept backup needs. */
    int removeBefore(WalSegment oldest) throws IOException {
        int removed = 0;
        for (String name : names()) {
            // The notes about backups begin with a segment's name too.
            Optional<WalSegment> segment = WalSegment.named(name.split("\\.", 2)[0]);
            if (segment.isPresent() && segment.get().number() < oldest.number()) {
                Files.deleteIfExists(folder.resolve(name));
                removed++;
            }
        }
        return removed;
    }

    /** Bytes on the disk. */
    long size() throws IOException {
        long size = 0;
        for (String name : names()) {
            size += Files.size(folder.resolve(name));
        }
        return size;
    }

    private static void require(Path file, boolean segment) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            long bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
            if (segment && bytes != WalSegment.BYTES) {
                throw new IOException("it has %d bytes".formatted(bytes));
            }
        } catch (IOException e) {
            throw new BackupException(
                    "The segment %s of the log is damaged (%s).".formatted(file.getFileName(), e.getMessage()), e);
        }
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + COMPRESSED)) {
                files.forEach(file -> names.add(file.getFileName().toString()));
            }
        }
        return names;
    }
}
