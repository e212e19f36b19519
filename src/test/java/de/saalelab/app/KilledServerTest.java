package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.rig.Scale;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The server is killed with -9 under load, again and again; what it said stays true, and nobody hears anything twice or never. */
class KilledServerTest {
    private static final int ROUNDS = Scale.of(2, 20);
    private static final int AUTHORS = 12;

    private final DatabaseAddress database = TestPostgres.freshDatabase();
    private final int port = ServerProcess.freePort();
    private final Random random = new Random(7);

    /** Keys whose outcome the client knows to be done. */
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    /** Keys that were sent, but whose answer never came. */
    private final Map<String, Author> unknown = new ConcurrentHashMap<>();

    private record Author(String token) {}

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoneTwice() throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.start(database, port).awaitReady()) {
                retryUnknown(server);
                writeUntilKilled(server);
            }
        }
        try (ServerProcess server = ServerProcess.start(database, port).awaitReady()) {
            retryUnknown(server);
            Await.until(() -> number("SELECT count(*) FROM outbox_event WHERE delivered_at IS NULL") == 0);
            server.stop();
        }

        assertThat(acknowledged).hasSizeGreaterThan(20);
        assertThat(number("SELECT count(*) FROM idea")).isEqualTo(acknowledged.size());
        assertThat(number("SELECT count(DISTINCT title) FROM idea")).isEqualTo(acknowledged.size());
        assertThat(number("SELECT count(*) FROM outbox_event WHERE name = 'idea.submitted.v1'"))
                .isEqualTo(acknowledged.size());
        assertThat(number("SELECT count(*) FROM inbox_message WHERE kind = 'idea-submitted'"))
                .isEqualTo(acknowledged.size());
        assertThat(number("SELECT count(DISTINCT subject_id) FROM inbox_message WHERE kind = 'idea-submitted'"))
                .isEqualTo(acknowledged.size());
    }

    private void writeUntilKilled(ServerProcess server) {
        AtomicBoolean killed = new AtomicBoolean();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AUTHORS; i++) {
                writers.execute(() -> {
                    while (!killed.get()) {
                        writeTenIdeas(server);
                    }
                });
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(700)));
            server.kill();
            killed.set(true);
        }
    }

    /** As many as one person may have waiting. */
    private void writeTenIdeas(ServerProcess server) {
        register(server).ifPresent(author -> {
            for (int i = 0; i < 10; i++) {
                write(server, author, UUID.randomUUID().toString());
            }
        });
    }

    private void retryUnknown(ServerProcess server) {
        Map<String, Author> open = Map.copyOf(unknown);
        open.forEach((key, author) -> {
            unknown.remove(key);
            write(server, author, key);
        });
        assertThat(unknown).isEmpty();
    }

    /** Posts an idea whose title is its key. */
    private void write(ServerProcess server, Author author, String key) {
        unknown.put(key, author);
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer " + author.token(),
                "Idempotency-Key",
                key,
                "Content-Type",
                "application/json");
        JsonObject idea = Ideas.idea("Idee " + key);
        Optional<HttpResponse<String>> response =
                server.send("POST", "/api/v1/ideas", headers, Optional.of(idea.encode()));
        if (response.isEmpty()) {
            return;
        }
        switch (response.get().statusCode()) {
            case 201 -> {
                acknowledged.add(key);
                unknown.remove(key);
            }
            default -> assertThat(response.get().statusCode()).isEqualTo(503);
        }
    }

    private static Optional<Author> register(ServerProcess server) {
        return server.send("POST", "/api/v1/devices", Map.of(), Optional.empty())
                .filter(response -> response.statusCode() == 201)
                .map(response -> new Author(new JsonObject(response.body()).getString("token")));
    }

    private long number(String sql) {
        try (Connection connection = TestPostgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
