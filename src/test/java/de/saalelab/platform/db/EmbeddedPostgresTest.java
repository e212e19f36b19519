package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedPostgresTest {

    @Test
    void dataPasswordAndPortOutliveARestart() throws Exception {
        Path folder = PostgresTestFolder.fresh("restart");
        DatabaseAddress first;
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder)) {
            first = postgres.address();
            PostgresSql.execute(first, "CREATE TABLE idea (title text)", "INSERT INTO idea VALUES ('Radweg')");
        }
        List<String> progress = new ArrayList<>();
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder, 0, progress::add)) {
            assertThat(postgres.address()).isEqualTo(first);
            assertThat(PostgresSql.text(first, "SELECT title FROM idea")).isEqualTo("Radweg");
        }
        assertThat(progress).containsExactly("PostgreSQL listens on 127.0.0.1:" + first.port());
    }

    @Test
    void aTakenPortOfTheLastStartGivesWayToAnother() throws Exception {
        Path folder = PostgresTestFolder.fresh("other-port");
        int first;
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder)) {
            first = postgres.address().port();
        }
        try (ServerSocket stranger = new ServerSocket(first, 1, InetAddress.ofLiteral("127.0.0.1"));
                EmbeddedPostgres postgres = PostgresTestFolder.start(folder)) {
            assertThat(postgres.address().port()).isNotEqualTo(stranger.getLocalPort());
            assertThat(PostgresSql.text(postgres.address(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void waitsUntilTheWantedPortIsFree() throws Exception {
        Path folder = PostgresTestFolder.fresh("wanted-port");
        ServerSocket stranger = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        int port = stranger.getLocalPort();
        List<String> progress = new ArrayList<>();
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder, port, line -> {
            progress.add(line);
            if (line.startsWith("Waiting")) {
                close(stranger);
            }
        })) {
            assertThat(postgres.address().port()).isEqualTo(port);
        }
        assertThat(progress).contains("Waiting, port %d on 127.0.0.1 is taken".formatted(port));
    }

    @Test
    void closingTwiceWithAnOpenTransactionStopsItInOrder() throws Exception {
        Path folder = PostgresTestFolder.fresh("close");
        EmbeddedPostgres postgres = PostgresTestFolder.start(folder);
        try (Connection open = PostgresSql.connect(postgres.address())) {
            open.setAutoCommit(false);
            open.createStatement().execute("CREATE TABLE unfinished ()");
            postgres.close();
            postgres.close();
        }
        assertThat(postgres.alive()).isFalse();
        assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
        assertThat(Files.readString(folder.resolve("postgresql.log"))).contains("database system is shut down");
    }

    @Test
    void aFirstStartAfterAnInterruptedInitdbBeginsAnew() throws Exception {
        Path folder = PostgresTestFolder.fresh("half-made");
        Files.createDirectories(folder.resolve("cluster.new/base"));
        Files.writeString(folder.resolve("cluster.new/PG_VERSION"), "18\n");
        Files.writeString(folder.resolve("password.new"), "half");
        try (EmbeddedPostgres postgres = PostgresTestFolder.start(folder)) {
            assertThat(postgres.alive()).isTrue();
        }
        assertThat(folder.resolve("cluster.new")).doesNotExist();
        assertThat(folder.resolve("password.new")).doesNotExist();
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
