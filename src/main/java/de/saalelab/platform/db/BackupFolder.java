package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where backups of the embedded PostgreSQL lie: whole copies of the data ({@code base}) and everything written since ({@code wal}).
 * It holds personal data and the database's password; only its owner may read it.
 *
 * @param root the folder
 */
public record BackupFolder(Path root) {
    private static final String UNFINISHED = ".new";

    public BackupFolder {
        root = root.toAbsolutePath().normalize();
    }

    Path bases() {
        return root.resolve("base");
    }

    Path wal() {
        return root.resolve("wal");
    }

    /** What is being made; becomes {@link #base} when it is whole. */
    Path unfinishedBase(String name) {
        return bases().resolve(name + UNFINISHED);
    }

    Path base(String name) {
        return bases().resolve(name);
    }

    /** The whole copies, oldest first. */
    public List<BaseBackup> backups() {
        List<BaseBackup> found = new ArrayList<>();
        if (!Files.isDirectory(bases())) {
            return found;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(bases())) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder)
                        && !folder.getFileName().toString().endsWith(UNFINISHED)) {
                    found.add(BaseBackup.open(folder));
                }
            }
        } catch (IOException e) {
            throw new BackupException("The folder %s cannot be read.".formatted(bases()), e);
        }
        found.sort(Comparator.comparing(backup -> backup.facts().finishedAt()));
        return found;
    }

    /** The newest copy that was whole at a moment, and is of a timeline or one before it. */
    public Optional<BaseBackup> newestBefore(Instant moment, int timeline) {
        return backups().stream()
                .filter(backup -> !backup.facts().finishedAt().isAfter(moment))
                .filter(backup -> backup.facts().start().timeline() <= timeline)
                .reduce((earlier, later) -> later);
    }

    /** The newest copy. */
    public Optional<BaseBackup> newest() {
        return newestBefore(Instant.MAX, Integer.MAX_VALUE);
    }

    /** Deletes a folder with all in it; nothing happens when it does not exist. */
    public static void delete(Path folder) throws IOException {
        PostgresFolder.delete(folder);
    }

    /** Makes a folder that nobody but its owner reads. */
    static void createClosed(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setAttribute(folder, "unix:mode", 0700);
    }
}
