package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.config.ConfigKey;
import de.saalelab.platform.config.ConfigReader;
import de.saalelab.platform.db.BackupException;
import de.saalelab.platform.db.BackupFolder;
import de.saalelab.platform.db.EmbeddedPostgres;
import de.saalelab.platform.db.Recovery;
import de.saalelab.platform.db.Recovery.Target;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.platform.db.WholeRead;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lab that backs itself up is lost; what people posted comes back, and what they erased does not. */
@Timeout(180)
class RestorationTest {
    private static final Path BASE =
            Path.of("target", "restoration-" + ProcessHandle.current().pid()).toAbsolutePath();
    private static final BackupFolder BACKUPS = new BackupFolder(BASE.resolve("backups"));
    private static String token = "";
    private static String kept = "";
    private static String withdrawn = "";
    private static String later = "";
    private static Instant moment = Instant.MIN;

    @BeforeAll
    static void loseALab() throws Exception {
        Path data = BASE.resolve("lost");
        try (ServerProcess server = ServerProcess.startEmbedded(
                        data, "BACKUP_DIR", BACKUPS.root().toString())
                .awaitReady()) {
            token = new JsonObject(send(server, "POST", "/devices", Optional.empty(), 201)).getString("token");
            // It makes the first copy by itself.
            Await.until(() -> BACKUPS.newest().isPresent());
            kept = post(server, "Bleibt stehen, wo es steht");
            withdrawn = post(server, "Wird gleich zurückgenommen");
            moment = Instant.now();
            send(server, "DELETE", "/ideas/" + withdrawn, Optional.empty(), 204);
            later = post(server, "Kam nach dem Augenblick");
            assertThat(server.stop()).isEqualTo(143);
        }
        BackupFolder.delete(data);
    }

    @AfterAll
    static void tidy() throws IOException {
        BackupFolder.delete(BASE);
    }

    @Test
    void whatWasErasedAfterTheMomentStaysErased() {
        Path data = BASE.resolve("moment");
        Restoration.Restored restored = restore(data, new Target(Optional.of(moment), Optional.empty()), false);

        assertThat(restored.erasedAgain()).isEqualTo(1);
        assertThat(restored.differences()).isEmpty();
        try (ServerProcess server = ServerProcess.startEmbedded(data).awaitReady()) {
            send(server, "GET", "/ideas/" + kept, Optional.empty(), 200);
            send(server, "GET", "/ideas/" + withdrawn, Optional.empty(), 404);
            send(server, "GET", "/ideas/" + later, Optional.empty(), 404);
        }
    }

    /** The control of the test above: without the replay the idea would be back. */
    @Test
    void theMomentItselfStillHoldsWhatWasErasedLater() throws Exception {
        Path folder = BASE.resolve("without-replay/postgres");
        new Recovery(BACKUPS, Optional.empty(), false, line -> {})
                .into(folder, BACKUPS.newest().orElseThrow(), new Target(Optional.of(moment), Optional.empty()));

        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(folder, 0, EmbeddedPostgres.Durability.TESTS_ONLY, line -> {})) {
            assertThat(count(postgres, withdrawn)).isEqualTo(1);
            assertThat(count(postgres, later)).isZero();
        }
    }

    @Test
    void theNewestStateComesBackAndFormerDataAreNeverOverwritten() throws Exception {
        Path data = BASE.resolve("newest");
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/precious"), "mine");

        assertThatThrownBy(() -> restore(data, Target.NEWEST, false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("--replace");
        assertThat(data.resolve("postgres/precious")).hasContent("mine");

        Restoration.Restored restored = restore(data, Target.NEWEST, true);
        assertThat(restored.movedAside().orElseThrow().resolve("precious")).hasContent("mine");
        assertThat(restored.erasedAgain()).isZero();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(
                data.resolve("postgres"), 0, EmbeddedPostgres.Durability.TESTS_ONLY, line -> {})) {
            assertThat(count(postgres, kept)).isEqualTo(1);
            assertThat(count(postgres, withdrawn)).isZero();
            assertThat(count(postgres, later)).isEqualTo(1);
        }
    }

    @Test
    void aBackupIsTriedOutToItsLastRow() {
        List<String> said = new ArrayList<>();
        WholeRead.Result read = Restoration.tryOut(BACKUPS, said::add);

        assertThat(read.rows()).isGreaterThan(2);
        assertThat(read.indexes()).isGreaterThan(20);
        assertThat(BACKUPS.root().resolve("trial")).doesNotExist();
    }

    @Test
    void aMomentBeforeTheOldestBackupIsRefused() {
        Target early = new Target(Optional.of(Instant.parse("2020-01-01T00:00:00Z")), Optional.empty());

        assertThatThrownBy(() -> restore(BASE.resolve("early"), early, false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("oldest backup");
        assertThat(BASE.resolve("early/postgres")).doesNotExist();
    }

    private static Restoration.Restored restore(Path data, Target target, boolean replace) {
        return new Restoration(config(data), new Restoration.Wish(BACKUPS, target, replace, false), line -> {}).run();
    }

    private static Config config(Path data) {
        return ConfigReader.read(Map.of(ConfigKey.DATA_DIR, data.toString()), Map.of(), Optional.empty());
    }

    private static int count(EmbeddedPostgres postgres, String ideaId) throws SQLException {
        try (Connection connection = TestPostgres.connect(postgres.address());
                Statement sql = connection.createStatement();
                ResultSet row =
                        sql.executeQuery("SELECT count(*) FROM idea WHERE id = '" + UUID.fromString(ideaId) + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String post(ServerProcess server, String title) {
        return new JsonObject(send(server, "POST", "/ideas", Optional.of(Ideas.idea(title)), 201)).getString("id");
    }

    private static String send(
            ServerProcess server, String method, String path, Optional<JsonObject> body, int expected) {
        var headers = new java.util.HashMap<String, String>();
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (body.isPresent()) {
            headers.put("Content-Type", "application/json");
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        var answer = server.send(method, "/api/v1" + path, headers, body.map(JsonObject::encode))
                .orElseThrow();
        assertThat(answer.statusCode())
                .as(method + " " + path + " " + answer.body())
                .isEqualTo(expected);
        return answer.body();
    }
}
