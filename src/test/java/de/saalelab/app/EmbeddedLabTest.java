package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The server on its own PostgreSQL. */
class EmbeddedLabTest {
    @Test
    void killedPostgresComesBackWithEverything() {
        // Below the project, because PostgreSQL must be able to get there when the tests run as root.
        Path folder = Path.of(
                        "target", "embedded-lab-" + ProcessHandle.current().pid())
                .toAbsolutePath();
        try (ServerProcess server = ServerProcess.startEmbedded(folder).awaitReady()) {
            String token = newToken(server);
            ProcessHandle postgres = server.process()
                    .descendants()
                    .filter(child -> child.info().command().orElse("").endsWith("/postgres"))
                    .filter(child -> child.parent()
                            .flatMap(parent -> parent.info().command())
                            .map(command -> !command.endsWith("/postgres"))
                            .orElse(true))
                    .findFirst()
                    .orElseThrow();
            postgres.destroyForcibly();
            Await.until(() -> server.status("/health/ready").equals(Optional.of(503)));
            server.awaitReady();

            assertThat(token).isNotBlank();
            var me = server.send("GET", "/api/v1/me", Map.of("Authorization", "Bearer " + token), Optional.empty());
            assertThat(me.orElseThrow().statusCode()).isEqualTo(200);
            assertThat(newToken(server)).isNotBlank();
            assertThat(server.stop()).isEqualTo(143);
            assertThat(postgres.isAlive()).isFalse();
        }
    }

    private static String newToken(ServerProcess server) {
        var response = server.send("POST", "/api/v1/devices", Map.of(), Optional.empty())
                .orElseThrow();
        return new JsonObject(response.body()).getString("token");
    }
}
