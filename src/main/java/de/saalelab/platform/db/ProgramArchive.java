package de.saalelab.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** Unpacks a {@code .txz} of programs. */
final class ProgramArchive {
    private static final int ANYONE_MAY_RUN = 0755;
    private static final int ANYONE_MAY_READ = 0644;
    private static final int EXECUTABLE = 0111;

    private ProgramArchive() {}

    /** Everything is forced to disk, so that a power cut after the rename cannot leave empty programs behind. */
    static void unpack(InputStream archive, Path folder) throws IOException {
        createFolder(folder);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = inside(folder, folder.resolve(entry.getName()));
                if (entry.isDirectory()) {
                    createFolder(target);
                } else if (entry.isSymbolicLink()) {
                    createFolder(target.getParent());
                    inside(folder, target.resolveSibling(entry.getLinkName()));
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (!entry.getName().endsWith(".a")) {
                    createFolder(target.getParent());
                    write(tar, target, (entry.getMode() & EXECUTABLE) != 0);
                }
            }
        }
    }

    private static void write(InputStream from, Path target, boolean program) throws IOException {
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(file);
            from.transferTo(out);
            file.force(true);
        }
        Files.setAttribute(target, "unix:mode", program ? ANYONE_MAY_RUN : ANYONE_MAY_READ);
    }

    /** The umask of a careful administrator would otherwise lock the unprivileged account out. */
    private static void createFolder(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            createFolder(folder.getParent());
            Files.createDirectory(folder);
            Files.setAttribute(folder, "unix:mode", ANYONE_MAY_RUN);
        }
    }

    private static Path inside(Path folder, Path target) throws IOException {
        if (!target.normalize().startsWith(folder)) {
            throw new IOException("The archive wants to write outside of its folder: " + target);
        }
        return target;
    }
}
