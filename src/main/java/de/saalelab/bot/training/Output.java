package de.saalelab.bot.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files whole or not at all. */
public final class Output {
    private Output() {}

    /**
     * Writes the file, with the folders above it; a reader sees the old content or the new.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path half = target.resolveSibling(target.getFileName() + ".part");
        Files.write(half, content);
        Files.move(half, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
