package de.saalelab.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file that PostgreSQL and its tools write to, and from which a failed start is explained.
 *
 * @param file readable by its owner only
 */
record ServerLog(Path file) {
    private static final long ROTATE_BYTES = 10L << 20;
    private static final int TAIL_BYTES = 16 << 10;

    /** Makes the file ready for appending; a large one becomes {@code .1} first. It grows little: see {@link PostgresSettings}. */
    static ServerLog prepare(PostgresFolder folder) throws IOException {
        Path file = folder.log();
        if (Files.exists(file) && Files.size(file) > ROTATE_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(file)) {
            Files.createFile(file);
            Files.setAttribute(file, "unix:mode", 0600);
            folder.account().own(file);
        }
        return new ServerLog(file);
    }

    /** The place that {@link #since} reads from. */
    long end() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines written after that place. */
    List<String> since(long place) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(place, channel.size() - TAIL_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - from));
            channel.read(bytes, from);
            return StandardCharsets.UTF_8
                    .decode(bytes.flip())
                    .toString()
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
