package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.saalelab.platform.db.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is killed, and whenever: nothing stays behind, and the next start succeeds. */
@Timeout(90)
class EmbeddedPostgresKillTest {

    @Test
    void committedRowsOutliveAKilledPostgres() throws Exception {
        Path folder = PostgresTestFolder.fresh("kill-postgres");
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(folder, PostgresTestFolder.programs(), 0, Durability.SAFE, line -> {})) {
            PostgresSql.execute(
                    postgres.address(),
                    "CREATE TABLE mark (id integer)",
                    "INSERT INTO mark SELECT generate_series(1, 1000)");
            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
            assertThat(eventually(() -> !postgres.alive())).isTrue();
        }
        try (EmbeddedPostgres again =
                EmbeddedPostgres.start(folder, PostgresTestFolder.programs(), 0, Durability.SAFE, line -> {})) {
            assertThat(PostgresSql.text(again.address(), "SELECT count(*) FROM mark"))
                    .isEqualTo("1000");
        }
    }

    @Test
    void postgresEndsWithAKilledSaalelab() throws Exception {
        Path folder = PostgresTestFolder.fresh("kill-saalelab");
        try (ChildJvm child = ChildJvm.start(folder)) {
            long postmaster = child.awaitReady();
            child.kill();
            assertThat(eventually(() -> !working(postmaster))).isTrue();
        }
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder)) {
            assertThat(postgres.alive()).isTrue();
        }
    }

    @Test
    void aStartRightAfterKillingBothFindsTheCommittedRows() throws Exception {
        Path folder = PostgresTestFolder.fresh("kill-both");
        try (ChildJvm child = ChildJvm.start(folder, Durability.SAFE)) {
            long postmaster = child.awaitReady();
            PostgresSql.execute(
                    address(folder),
                    "CREATE TABLE mark (id integer)",
                    "INSERT INTO mark SELECT generate_series(1, 1000)");
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            child.kill();
        }
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder)) {
            assertThat(PostgresSql.text(postgres.address(), "SELECT count(*) FROM mark"))
                    .isEqualTo("1000");
        }
    }

    @Test
    void anOrphanThatMissedItsSignalIsStopped() throws Exception {
        Path folder = PostgresTestFolder.fresh("orphan");
        int port;
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder)) {
            port = postgres.address().port();
        }
        Process orphan = underTheAccount(
                folder,
                List.of(PostgresTestFolder.unpacked().postgres().toString(), "-D", folder.toRealPath() + "/cluster"),
                PostgresSettings.arguments(port, Durability.TESTS_ONLY));
        assertThat(eventually(() -> !PortMemory.isFree(port))).isTrue();

        List<String> progress = new ArrayList<>();
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder, port, progress::add)) {
            assertThat(postgres.pid()).isNotEqualTo(orphan.pid());
        }
        assertThat(progress)
                .first()
                .isEqualTo("Waiting for the previous PostgreSQL (process %d) to end".formatted(orphan.pid()));
        assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStrangerWithTheNumberOfTheOldPostmasterIsNoObstacle() throws Exception {
        Path folder = PostgresTestFolder.fresh("stranger");
        PostgresTestFolder.start(folder).close();
        Process stranger = underTheAccount(folder, List.of("sleep", "60"), List.of());
        Files.writeString(
                folder.resolve("cluster/postmaster.pid"), stranger.pid() + "\n/x\n1\n1\n\n\n 1 1\nready   \n");
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder)) {
            assertThat(postgres.alive()).isTrue();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void aStartAfterAKillDuringInitdbBeginsAnew() throws Exception {
        Path folder = PostgresTestFolder.fresh("kill-initdb");
        try (ChildJvm child = ChildJvm.start(folder)) {
            child.await("Creating the database cluster");
            assertThat(eventually(() -> Files.exists(folder.resolve("cluster.new/PG_VERSION"))))
                    .isTrue();
            child.kill();
        }
        assertThat(folder.resolve("cluster")).doesNotExist();
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder)) {
            assertThat(PostgresSql.text(postgres.address(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void afterAKillDuringUnpackingTwoProcessesUnpackOnce() throws Exception {
        Path programs = PostgresTestFolder.fresh("own-programs");
        Path one = PostgresTestFolder.fresh("unpack-one");
        Path two = PostgresTestFolder.fresh("unpack-two");
        try (ChildJvm killed = ChildJvm.start(List.of(), ChildJvm.classPath(), one, programs, Map.of())) {
            killed.await("Unpacking PostgreSQL");
            assertThat(eventually(() -> anyMatch(programs, "binaries-.*\\.new")))
                    .isTrue();
            killed.kill();
        }
        assertThat(anyMatch(programs, "binaries-.*\\.new")).isTrue();
        try (ChildJvm first = ChildJvm.start(List.of(), ChildJvm.classPath(), one, programs, Map.of());
                ChildJvm second = ChildJvm.start(List.of(), ChildJvm.classPath(), two, programs, Map.of())) {
            first.awaitReady();
            second.awaitReady();
            assertThat(List.of(first.seen(), second.seen()))
                    .filteredOn(lines -> lines.getFirst().startsWith("Unpacking"))
                    .hasSize(1);
        }
        assertThat(anyMatch(programs, "binaries-.*\\.new")).isFalse();
    }

    @Test
    void runsUnderAnOrdinaryAccountToo() throws Exception {
        assumeTrue(PostgresTestFolder.root(), "the other tests run under one already");
        Path folder = PostgresTestFolder.fresh("ordinary");
        new ServerAccount(65534, 65534, true).own(folder);
        PostgresTestFolder.unpacked();
        List<String> prefix = List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--");
        try (ChildJvm child = ChildJvm.start(
                prefix, PostgresTestFolder.readableClassPath(), folder, PostgresTestFolder.programs(), Map.of())) {
            long postmaster = child.awaitReady();
            assertThat(PostgresSql.text(address(folder), "SELECT 1")).isEqualTo("1");
            child.kill();
            assertThat(eventually(() -> !working(postmaster))).isTrue();
        }
        // Root after the owner, and the owner after root.
        PostgresTestFolder.start(folder).close();
        try (ChildJvm child = ChildJvm.start(
                prefix, PostgresTestFolder.readableClassPath(), folder, PostgresTestFolder.programs(), Map.of())) {
            child.awaitReady();
        }
    }

    /** Without the signal that our own children get. */
    private static Process underTheAccount(Path folder, List<String> command, List<String> arguments)
            throws IOException {
        List<String> whole = new ArrayList<>(
                ServerAccount.forCluster(folder.resolve("cluster")).command("clear", command));
        whole.addAll(arguments);
        return new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static DatabaseAddress address(Path folder) throws IOException {
        return new DatabaseAddress(
                "127.0.0.1",
                Integer.parseInt(Files.readString(folder.resolve("port")).strip()),
                "saalelab",
                "saalelab",
                Files.readString(folder.resolve("password")));
    }

    /** A dead process that nobody has reaped yet does not work any more, and has no working folder. */
    private static boolean working(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd")) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean anyMatch(Path folder, String names) {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().matches(names));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    /** Other processes tell nobody when they change, so this asks again, for five seconds. */
    private static boolean eventually(Condition condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 500 && !condition.holds(); i++) {
            if (never.await(10, TimeUnit.MILLISECONDS)) {
                throw new AssertionError();
            }
        }
        return condition.holds();
    }
}
