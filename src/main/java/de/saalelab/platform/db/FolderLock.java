package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One Saalelab per folder. The kernel releases the lock when its process dies, however it dies, and PostgreSQL does not inherit
 * it: whoever holds it knows that a PostgreSQL still at work in the folder is a leftover.
 */
final class FolderLock implements AutoCloseable {
    /**
     * Folders locked by this very process. Asked before the file is opened, because closing any channel to the file would release
     * the lock that this process holds through another.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws PostgresStartException when another Saalelab holds the folder */
    static FolderLock acquire(PostgresFolder folder) throws IOException {
        Path file = folder.lock();
        if (!OURS.add(file)) {
            throw inUse(folder, String.valueOf(ProcessHandle.current().pid()));
        }
        boolean kept = false;
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                folder.account().own(file);
                if (channel.tryLock() == null) {
                    throw inUse(folder, read(channel));
                }
                write(channel, String.valueOf(ProcessHandle.current().pid()));
                kept = true;
                return new FolderLock(file, channel);
            } finally {
                if (!kept) {
                    channel.close();
                }
            }
        } finally {
            if (!kept) {
                OURS.remove(file);
            }
        }
    }

    /** Whether some Saalelab holds the folder. */
    static boolean isHeld(PostgresFolder folder) throws IOException {
        Path file = folder.lock();
        if (OURS.contains(file)) {
            return true;
        }
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OURS.remove(file);
        }
    }

    private static PostgresStartException inUse(PostgresFolder folder, String holder) {
        return new PostgresStartException(
                "The folder %s is in use by another Saalelab (process %s): stop that one, or choose another folder."
                        .formatted(folder.root(), holder.isEmpty() ? "unknown" : holder));
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(text), 0);
    }
}
