package de.saalelab.app;

import de.saalelab.platform.db.EmbeddedPostgres;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.rig.ArtefactServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The loss of a lab, with its real data: the built server runs on a data folder and backs itself up, people write all the time, one of them erases something,
 * everything is killed with -9, and the lab is restored elsewhere from the archive alone. Then each acknowledged write is asked for.
 *
 * <p>The data folder is written to (some devices and ideas) and stays in use; it is only taken for lost.
 */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Loses a lab and restores it; measures how long it takes.")
public final class RestoreDrill implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int ARCHIVED_EVERY_SECONDS = 5;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What was measured and found. */
    record Report(
            Duration backup,
            Duration restore,
            Duration restoreToMoment,
            int acknowledged,
            int lost,
            boolean erasedStaysErased) {
        boolean well() {
            return acknowledged > 0
                    && lost == 0
                    && erasedStaysErased
                    && restore.compareTo(LIMIT) < 0
                    && restoreToMoment.compareTo(LIMIT) < 0;
        }
    }

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FOLDER",
            description = "The data folder of a lab that does not run")
    private Path data = Path.of("");

    @Option(
            names = "--work",
            required = true,
            paramLabel = "FOLDER",
            description = "Empty folder for backups and restored labs")
    private Path work = Path.of("");

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "How long people write after the backup (default 20)")
    private int seconds;

    /** For {@code scripts/drill}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new RestoreDrill()).execute(args));
    }

    @Override
    public Integer call() {
        Report report = run(data.toAbsolutePath(), work.toAbsolutePath(), Duration.ofSeconds(seconds));
        System.out.printf("backup, while serving      %6d s%n", report.backup().toSeconds());
        System.out.printf(
                "restore, newest state      %6d s (limit %d s)%n",
                report.restore().toSeconds(), LIMIT.toSeconds());
        System.out.printf(
                "restore, to a moment       %6d s (limit %d s)%n",
                report.restoreToMoment().toSeconds(), LIMIT.toSeconds());
        System.out.printf("acknowledged writes        %6d, lost %d%n", report.acknowledged(), report.lost());
        System.out.printf("erased after the moment    %s%n", report.erasedStaysErased() ? "stays erased" : "CAME BACK");
        return report.well() ? 0 : 1;
    }

    static Report run(Path data, Path work, Duration writing) {
        Path log = work.resolve("drill.log");
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path backups = work.resolve("backups");
        Map<String, String> settings = Map.of(
                "DATA_DIR", data.toString(),
                "BACKUP_DIR", backups.toString(),
                "BACKUP_HOURS", "0",
                "BACKUP_SECONDS", String.valueOf(ARCHIVED_EVERY_SECONDS));
        Set<String> acknowledged;
        Duration backup;
        String erased;
        Instant moment;
        try (ArtefactServer server =
                ArtefactServer.start(ArtefactServer.freePort(), settings, log).awaitReady()) {
            String token = newToken(server).orElseThrow();
            erased = post(server, token, "Wird nach der Sicherung zurückgenommen")
                    .orElseThrow();
            Writers people = Writers.start(server);
            backup = command(log, "backup", "--data", data.toString(), "--to", backups.toString());
            pause(writing);
            moment = Instant.now();
            if (send(server, "DELETE", "/ideas/" + erased, token, Optional.empty())
                    .isEmpty()) {
                throw new IllegalStateException("The idea could not be withdrawn");
            }
            acknowledged = people.stop();
            // What is acknowledged now is archived after this at the latest; the setting promises it.
            pause(Duration.ofSeconds(3L * ARCHIVED_EVERY_SECONDS));
            killWithPostgres(server);
        }
        Path newest = work.resolve("newest");
        Duration restore = command(log, "restore", "--from", backups.toString(), "--data", newest.toString());
        Set<String> found = ideas(newest);
        int lost = (int) acknowledged.stream().filter(id -> !found.contains(id)).count();
        Path earlier = work.resolve("earlier");
        Duration toMoment = command(
                log, "restore", "--from", backups.toString(), "--data", earlier.toString(), "--at", moment.toString());
        boolean gone = !ideas(earlier).contains(erased);
        return new Report(backup, restore, toMoment, acknowledged.size(), lost, gone);
    }

    /** Some people who write until they are stopped. */
    private static final class Writers {
        private static final int PEOPLE = 4;
        private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean stopping;

        static Writers start(ArtefactServer server) {
            Writers writers = new Writers();
            for (int i = 0; i < PEOPLE; i++) {
                writers.threads.add(Thread.ofPlatform().daemon().start(() -> writers.write(server)));
            }
            return writers;
        }

        private void write(ArtefactServer server) {
            while (!stopping) {
                newToken(server)
                        .flatMap(token -> post(server, token, "Geschrieben während der Sicherung"))
                        .ifPresent(acknowledged::add);
            }
        }

        /** The ids of the ideas that the server said it had. */
        Set<String> stop() {
            stopping = true;
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return acknowledged;
        }
    }

    private static Optional<String> newToken(ArtefactServer server) {
        return send(server, "POST", "/devices", "", Optional.empty())
                .map(answer -> new JsonObject(answer).getString("token"));
    }

    private static Optional<String> post(ArtefactServer server, String token, String title) {
        return send(server, "POST", "/ideas", token, Optional.of(Ideas.idea(title)))
                .map(answer -> new JsonObject(answer).getString("id"));
    }

    /** The body of an answer that says yes. */
    private static Optional<String> send(
            ArtefactServer server, String method, String path, String token, Optional<JsonObject> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url("/api/v1" + path)))
                .timeout(Duration.ofSeconds(30))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(
                        method,
                        body.map(json -> BodyPublishers.ofString(json.encode())).orElse(BodyPublishers.noBody()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body.isPresent()) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() < 300 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Runs a command of the artefact; fails when it does. */
    private static Duration command(Path log, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                ArtefactServer.project().resolve("target/saalelab.jar").toString()));
        command.addAll(List.of(arguments));
        long started = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(arguments[0] + " failed, see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static Set<String> ideas(Path folder) {
        Set<String> ids = new HashSet<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(
                        folder.resolve("postgres"), 0, EmbeddedPostgres.Durability.TESTS_ONLY, line -> {});
                Connection connection = TestPostgres.connect(postgres.address());
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT id::text FROM idea")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL first, so that it cannot stop in order when the server dies. */
    private static void killWithPostgres(ArtefactServer server) {
        server.process()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/postgres"))
                .forEach(ProcessHandle::destroyForcibly);
        server.kill();
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
