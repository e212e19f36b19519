package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies where in the folder of an embedded PostgreSQL.
 *
 * @param root the folder, a real path
 * @param account who runs PostgreSQL there
 */
record PostgresFolder(Path root, ServerAccount account) {

    /** Creates the folder if it is missing, and makes sure that the account gets there. */
    static PostgresFolder prepare(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        ServerAccount account = ServerAccount.forCluster(absolute.resolve("cluster"));
        account.createPassable(absolute);
        Path root = absolute.toRealPath();
        var closed = account.closedOnTheWayTo(root);
        if (closed.isPresent()) {
            throw new PostgresStartException(
                    ("As root, Saalelab runs PostgreSQL as the unprivileged user %d, who cannot get to %s "
                                    + "because %s is closed to others: choose another folder, or run chmod o+x on that one.")
                            .formatted(account.uid(), root, closed.get()));
        }
        return new PostgresFolder(root, account);
    }

    /** The data, PGDATA. Exists only when complete. */
    Path cluster() {
        return root.resolve("cluster");
    }

    /** The cluster while initdb works on it. */
    Path unfinishedCluster() {
        return root.resolve("cluster.new");
    }

    Path password() {
        return root.resolve("password");
    }

    Path port() {
        return root.resolve("port");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path log() {
        return root.resolve("postgresql.log");
    }

    /** Renames in one step that survives a power cut; what is moved must have been forced to disk before. */
    static void publish(Path unfinished, Path finished) throws IOException {
        try {
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("The file system below " + finished.getParent() + " cannot rename atomically", e);
        }
        try (FileChannel parent = FileChannel.open(finished.resolveSibling("."), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    /** Deletes a file or a folder with all in it; nothing happens when it does not exist. Follows no links. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
