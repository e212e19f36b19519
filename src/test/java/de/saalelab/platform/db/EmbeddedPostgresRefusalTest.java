package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every refusal is one sentence that says what to do or what is missing. */
@Timeout(60)
class EmbeddedPostgresRefusalTest {

    @Test
    void aSecondSaalelabOnTheFolderIsRefusedWithoutHarmToTheFirst() throws Exception {
        Path folder = PostgresTestFolder.fresh("two");
        try (EmbeddedPostgres first = PostgresTestFolder.start(folder)) {
            assertThatThrownBy(() -> PostgresTestFolder.start(folder))
                    .isInstanceOf(PostgresStartException.class)
                    .hasMessageContaining("is in use by another Saalelab");
            // The refusal above must not have released the lock of this process.
            try (ChildJvm second = ChildJvm.start(folder)) {
                assertThat(second.await("refused"))
                        .isEqualTo(
                                "The folder %s is in use by another Saalelab (process %d): stop that one, or choose another folder."
                                        .formatted(
                                                folder.toRealPath(),
                                                ProcessHandle.current().pid()));
            }
            assertThat(PostgresSql.text(first.address(), "SELECT 1")).isEqualTo("1");
        }
        PostgresTestFolder.start(folder).close();
    }

    @Test
    void aFolderThatTheUnprivilegedAccountCannotReach() throws Exception {
        assumeTrue(PostgresTestFolder.root(), "only root changes the account");
        Path closed = PostgresTestFolder.fresh("closed");
        Files.setAttribute(closed, "unix:mode", 0700);
        assertThatThrownBy(() -> PostgresTestFolder.start(closed.resolve("data")))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("cannot get to %s/data because %s is closed to others", closed, closed);
    }

    @Test
    void aSystemWithoutUtilLinux() throws Exception {
        PostgresTestFolder.unpacked();
        try (ChildJvm child = ChildJvm.start(
                List.of(),
                ChildJvm.classPath(),
                PostgresTestFolder.fresh("no-util-linux"),
                PostgresTestFolder.programs(),
                Map.of("PATH", "/nowhere"))) {
            assertThat(child.await("refused"))
                    .isEqualTo(
                            "The embedded PostgreSQL needs the program setsid of the package util-linux, which is not installed.");
        }
    }

    @Test
    void aSystemWithoutALibrary() throws Exception {
        Path folder = PostgresTestFolder.fresh("no-library");
        Path whole = PostgresTestFolder.unpacked().folder();
        Path crippled = PostgresTestFolder.fresh("crippled").resolve(whole.getFileName());
        for (String part : List.of("bin", "lib")) {
            ServerAccount.forCluster(folder).createPassable(crippled.resolve(part));
            Files.setAttribute(crippled, "unix:mode", 0755);
            try (var files = Files.list(whole.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(f -> !f.toString().contains("libicuuc"))
                        .toList()) {
                    Files.createLink(crippled.resolve(part).resolve(file.getFileName()), file);
                }
            }
        }
        assertThatThrownBy(() -> EmbeddedPostgres.start(
                        folder, crippled.resolveSibling("."), 0, EmbeddedPostgres.Durability.TESTS_ONLY, line -> {}))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageMatching("The embedded PostgreSQL cannot run here because the library lib\\S+ is missing.*");
    }

    @Test
    void anUnknownProcessorOrSystem() {
        assertThat(PostgresBinaries.archive("Linux", "amd64").getPath()).endsWith("/postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.archive("Linux", "aarch64").getPath()).endsWith("/postgres-linux-arm_64.txz");
        assertThatThrownBy(() -> PostgresBinaries.archive("Linux", "riscv64"))
                .hasMessage(
                        "There is no embedded PostgreSQL for Linux on riscv64: install PostgreSQL 18 and configure its address.");
        assertThatThrownBy(() -> PostgresBinaries.archive("Mac OS X", "aarch64"))
                .isInstanceOf(PostgresStartException.class);
    }

    @Test
    void dataOfAnotherRelease() throws Exception {
        Path folder = PostgresTestFolder.fresh("old-release");
        Files.createDirectories(folder.resolve("cluster"));
        Files.writeString(folder.resolve("cluster/PG_VERSION"), "17\n");
        Files.writeString(folder.resolve("password"), "secret");
        assertThatThrownBy(() -> PostgresTestFolder.start(folder))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("belong to PostgreSQL 17, and this Saalelab brings PostgreSQL 18");
    }

    @Test
    void aLostPassword() throws Exception {
        Path folder = PostgresTestFolder.fresh("no-password");
        Files.createDirectories(folder.resolve("cluster"));
        assertThatThrownBy(() -> PostgresTestFolder.start(folder))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("password of the database is missing");
    }
}
