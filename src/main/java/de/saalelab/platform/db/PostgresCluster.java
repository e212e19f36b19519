package de.saalelab.platform.db;

import de.saalelab.platform.db.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes the cluster, the folder with the data, and refuses one of another major release. */
final class PostgresCluster {
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);

    private PostgresCluster() {}

    /** Makes the cluster unless there is one. It gets its name when it is complete; what an interrupted start left is redone. */
    static void ensure(
            PostgresFolder folder,
            PostgresBinaries binaries,
            ChildProcess children,
            Durability durability,
            Consumer<String> progress)
            throws IOException {
        if (Files.exists(folder.cluster())) {
            requireSameRelease(folder.cluster());
            return;
        }
        progress.accept("Creating the database cluster");
        Path unfinished = folder.unfinishedCluster();
        PostgresFolder.delete(unfinished);
        Files.createDirectory(unfinished);
        Files.setAttribute(unfinished, "unix:mode", 0700);
        folder.account().own(unfinished);
        long place = children.log().end();
        int exit = children.run(INITDB_LIMIT, unfinished, initdb(folder, binaries, durability));
        if (exit != 0) {
            throw new PostgresStartException(FailedStart.sentence(children.log(), place));
        }
        PostgresFolder.publish(unfinished, folder.cluster());
    }

    /**
     * The character classes (LC_CTYPE) must be those of C.UTF-8: with plain C the text search takes quotation marks and dashes for
     * letters, and trigrams fall apart at umlauts. The order of texts comes from PostgreSQL itself and never changes with the
     * system's libraries.
     */
    private static List<String> initdb(PostgresFolder folder, PostgresBinaries binaries, Durability durability) {
        List<String> command = new ArrayList<>(List.of(
                binaries.initdb().toString(),
                "--pgdata=" + folder.unfinishedCluster(),
                "--username=" + PostgresSuperuser.NAME,
                "--pwfile=" + folder.password(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--lc-ctype=C.UTF-8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
        if (durability == Durability.TESTS_ONLY) {
            command.add("--no-sync");
        }
        return command;
    }

    private static void requireSameRelease(Path cluster) throws IOException {
        String release = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!release.equals(String.valueOf(PostgresBinaries.MAJOR))) {
            throw new PostgresStartException(
                    "The data in %s belong to PostgreSQL %s, and this Saalelab brings PostgreSQL %d: move them over with pg_dump first."
                            .formatted(cluster, release, PostgresBinaries.MAJOR));
        }
    }
}
