package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartAndStopTest {
    @Test
    void serverIsAliveButNotReadyWhileTheDatabaseIsAway() throws IOException {
        DatabaseAddress real = TestPostgres.freshDatabase();
        int databasePort = ServerProcess.freePort();
        DatabaseAddress away =
                new DatabaseAddress("127.0.0.1", databasePort, real.database(), real.user(), real.password());
        try (ServerProcess server = ServerProcess.start(away, ServerProcess.freePort())) {
            Await.until(() -> server.status("/health/live").equals(Optional.of(200)));

            assertThat(server.status("/health/ready")).contains(503);
            var answer = server.send("GET", "/api/v1/ideas", Map.of(), Optional.empty())
                    .orElseThrow();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("/problems/not-ready");

            try (ServerSocket door = new ServerSocket(databasePort, 50, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(() -> forward(door, real));
                server.awaitReady();
                assertThat(server.status("/api/v1/ideas")).contains(200);
            }
        }
    }

    @Test
    void termSignalEndsTheServerInOrder() {
        try (ServerProcess server = ServerProcess.start(TestPostgres.freshDatabase(), ServerProcess.freePort())
                .awaitReady()) {
            int exitCode = server.stop();

            // 128 + 15, as every process that SIGTERM has ended says.
            assertThat(exitCode).isEqualTo(143);
            assertThat(server.status("/health/live")).isEmpty();
        }
    }

    @Test
    void badSettingsAreRefusedByName() throws InterruptedException {
        try (ServerProcess server = ServerProcess.start(
                TestPostgres.freshDatabase(), ServerProcess.freePort(), "WRITES_AT_ONCE", "many", "HTTP_PROT", "80")) {
            assertThat(server.process().waitFor()).isEqualTo(2);
        }
    }

    /** Lets connections through to the real database. */
    private static void forward(ServerSocket door, DatabaseAddress real) {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), real.port());
                Thread.ofVirtual().start(() -> pipe(client, server));
                Thread.ofVirtual().start(() -> pipe(server, client));
            }
        } catch (IOException closed) {
            // The test is over.
            assertThat(door.isClosed()).isTrue();
        }
    }

    private static void pipe(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException closed) {
            assertThat(from.isClosed() || to.isClosed()).isTrue();
        }
    }
}
