package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.saalelab.platform.db.EmbeddedPostgres.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server is like that a safe start gives. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPostgresServerTest {
    private final Path folder = PostgresTestFolder.fresh("server");
    private final EmbeddedPostgres postgres =
            EmbeddedPostgres.start(folder, PostgresTestFolder.programs(), 0, Durability.SAFE, line -> {});

    @AfterAll
    void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "max_connections, 60",
        "shared_buffers, 128MB",
        "log_timezone, UTC",
        "listen_addresses, 127.0.0.1",
        "server_encoding, UTF8",
        "log_statement, none",
        "log_min_error_statement, panic",
        "log_parameter_max_length_on_error, 0"
    })
    void isSet(String setting, String value) throws Exception {
        assertThat(show(setting)).isEqualTo(value);
    }

    @Test
    void isTheReleaseThatItClaimsToBe() throws Exception {
        assertThat(show("server_version")).startsWith(PostgresBinaries.MAJOR + ".");
    }

    @Test
    void saalelabOwnsItsDatabaseButNotTheServer() throws Exception {
        assertThat(show("is_superuser")).isEqualTo("off");
        PostgresSql.execute(
                postgres.address(),
                "CREATE EXTENSION pg_trgm",
                "CREATE EXTENSION btree_gist",
                "CREATE EXTENSION citext",
                "CREATE EXTENSION pgcrypto",
                "CREATE EXTENSION unaccent",
                "CREATE DATABASE one_more");
        assertThatThrownBy(() -> PostgresSql.execute(postgres.address(), "COPY (SELECT 1) TO PROGRAM 'id'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        DatabaseAddress address = postgres.address();
        assertThatThrownBy(() -> PostgresSql.connect(
                        new DatabaseAddress(address.host(), address.port(), address.database(), address.user(), "x")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(address.password()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void onlyTheOwnerReadsPasswordLogAndData() throws Exception {
        assertThat(permissions("password")).isEqualTo("rw-------");
        assertThat(permissions("postgresql.log")).isEqualTo("rw-------");
        assertThat(permissions("cluster")).isEqualTo("rwx------");
    }

    @Test
    void theLogQuotesNobody() throws Exception {
        PostgresSql.execute(postgres.address(), "CREATE TABLE person (mail text PRIMARY KEY)");
        assertThatThrownBy(() -> PostgresSql.execute(
                        postgres.address(),
                        "INSERT INTO person VALUES ('canary@example.org')",
                        "INSERT INTO person VALUES ('canary@example.org')"))
                .hasMessageContaining("canary@example.org");
        assertThatThrownBy(() -> PostgresSql.text(postgres.address(), "SELECT 'canary2@example.org'::integer"))
                .hasMessageContaining("canary2@example.org");
        try (Connection connection = PostgresSql.connect(postgres.address());
                PreparedStatement statement = connection.prepareStatement("SELECT ?::uuid")) {
            statement.setString(1, "canary3@example.org");
            assertThatThrownBy(statement::executeQuery).hasMessageContaining("canary3@example.org");
        }
        assertThat(Files.readString(folder.resolve("postgresql.log")))
                .contains("ready to accept connections")
                .doesNotContain("canary", postgres.address().password());
    }

    @Test
    void germanQuotationMarksAndUmlautsAreUnderstood() throws Exception {
        assertThat(PostgresSql.text(
                        postgres.address(), "SELECT to_tsvector('german', '„Radweg“ – schöner »Übergang«…')"))
                .isEqualTo("'radweg':1 'schon':2 'ubergang':3");
        assertThat(PostgresSql.text(postgres.address(), "SELECT lower('ÄÖÜ') || upper('äöü')"))
                .isEqualTo("äöüÄÖÜ");
    }

    @Test
    void rootHandsItToAnUnprivilegedAccount() throws Exception {
        assumeTrue(PostgresTestFolder.root(), "only root has to");
        assertThat(Files.getAttribute(Path.of("/proc", String.valueOf(postgres.pid())), "unix:uid"))
                .isEqualTo(65534);
    }

    /** Ctrl+C reaches every process of the terminal's foreground group at once. */
    @Test
    void ctrlCDoesNotReachItBeforeSaalelabHasStopped() throws Exception {
        assertThat(processGroup(postgres.pid()))
                .isNotEqualTo(processGroup(ProcessHandle.current().pid()));
    }

    private String show(String setting) throws SQLException {
        return PostgresSql.text(postgres.address(), "SHOW " + setting);
    }

    private String permissions(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    private static String processGroup(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[2];
    }
}
