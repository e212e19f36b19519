package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that speaks TLS with a certificate of its own, for 127.0.0.1. */
@Timeout(120)
class DatabaseTlsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String IS_ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    @TempDir
    private static Path folder;

    private static Path certificate;
    private static Path another;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        certificate = makeCertificate("right");
        another = makeCertificate("wrong");
        Path home = PostgresTestFolder.fresh("tls");
        PostgresTestFolder.start(home).close();
        Path cluster = home.resolve("cluster");
        give(cluster, "server.crt", certificate);
        give(cluster, "server.key", folder.resolve("right.key"));
        Files.writeString(cluster.resolve("postgresql.auto.conf"), "ssl = on\n", StandardOpenOption.APPEND);
        postgres = PostgresTestFolder.start(home);
    }

    @AfterAll
    static void stop() {
        postgres.close();
        VERTX.close().await();
    }

    @Test
    void withoutAWordNothingIsEncrypted() {
        assertThat(encrypted(postgres.address().host(), "")).isFalse();
    }

    @Test
    void requireEncrypts() {
        assertThat(encrypted("127.0.0.1", "?sslmode=require")).isTrue();
    }

    @Test
    void verifyFullTakesTheServerThatShowsATrustedCertificateForItsName() {
        assertThat(encrypted("127.0.0.1", verifiedBy(certificate))).isTrue();
        assertThat(Migrations.apply(address("127.0.0.1", verifiedBy(certificate))))
                .isPositive();
    }

    @Test
    void verifyFullRefusesAnotherCertificateAndAnotherName() {
        assertThatThrownBy(() -> encrypted("127.0.0.1", verifiedBy(another))).isInstanceOf(DatabaseUnavailable.class);
        assertThatThrownBy(() -> encrypted("localhost", verifiedBy(certificate)))
                .isInstanceOf(DatabaseUnavailable.class);
    }

    private static String verifiedBy(Path root) {
        return "?sslmode=verify-full&sslrootcert=" + root;
    }

    private static DatabaseAddress address(String host, String parameters) {
        DatabaseAddress plain = postgres.address();
        return DatabaseAddress.parse("postgresql://%s:%s@%s:%d/%s%s"
                .formatted(plain.user(), plain.password(), host, plain.port(), plain.database(), parameters));
    }

    private static boolean encrypted(String host, String parameters) {
        Database database =
                Database.open(VERTX, address(host, parameters), new Database.Limits(2, 10, Duration.ofSeconds(5)));
        try {
            return database.reads()
                    .first(IS_ENCRYPTED, row -> row.getBoolean("ssl"))
                    .await()
                    .orElseThrow();
        } finally {
            database.close().await();
        }
    }

    /** PostgreSQL wants its key to be its own and nobody else's. */
    private static void give(Path cluster, String name, Path content) throws IOException {
        Path file = cluster.resolve(name);
        Files.copy(content, file);
        Files.setAttribute(file, "unix:mode", 0600);
        ServerAccount.forCluster(cluster).own(file);
    }

    private static Path makeCertificate(String name) throws IOException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        String password = "changeit";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password)
                .inheritIO()
                .start();
        assertThat(keytool.onExit().join().exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        write(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey(name, password.toCharArray()).getEncoded());
        return write(
                folder.resolve(name + ".crt"),
                "CERTIFICATE",
                keys.getCertificate(name).getEncoded());
    }

    private static Path write(Path file, String what, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what));
    }
}
