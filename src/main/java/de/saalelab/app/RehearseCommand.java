package de.saalelab.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.saalelab.platform.config.Config;
import de.saalelab.platform.config.ConfigKey;
import de.saalelab.platform.config.ConfigReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Runs a server through its day once: start, the things people do most, stop. The build does this while the JVM watches, and keeps what it saw (loaded
 * classes, profiles) beside the artefact, so that every later start is spared it (JEP 483, JEP 514, JEP 515).
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Starts on sample data, does what people do most, stops. For making the start-up cache.")
final class RehearseCommand implements Callable<Integer> {
    private static final int ROUNDS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Integer call() throws IOException, InterruptedException {
        // The account that PostgreSQL runs under has to pass through.
        Path folder = Files.createTempDirectory(
                "saalelab-rehearsal",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        try {
            Map<ConfigKey, String> settings = Map.of(
                    ConfigKey.HTTP_PORT, "0",
                    ConfigKey.DATA_DIR, folder.toString(),
                    ConfigKey.REQUESTS_PER_MINUTE, "1000000",
                    ConfigKey.DRAIN_NOTICE_MS, "0");
            Config config = ConfigReader.read(settings, Map.of(), Optional.empty());
            LogSetup.apply(config.log());
            try (SaalelabServer server = SaalelabServer.start(config, Clock.systemUTC(), true, line -> {})) {
                new Day("http://127.0.0.1:" + server.port()).run();
            }
            return 0;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** What people do. */
    private final class Day {
        private final String base;
        private final String api;
        private Map<String, String> me = Map.of();

        Day(String base) {
            this.base = base;
            this.api = base + "/api/v1";
        }

        void run() throws IOException, InterruptedException {
            String event = first("/events");
            String ballot = json("/events/" + event).path("ballotId").asText();
            JsonNode pitches = json("/events/" + event + "/pitches").path("items");
            String idea = first("/ideas");
            String slot = first("/slots?topic=smartphone");
            for (int i = 0; i < ROUNDS; i++) {
                if (i % 10 == 0) {
                    enter();
                    book(slot);
                }
                String pitch = pitches.path(i % pitches.size()).path("id").asText();
                send("PUT", api + "/ideas/" + idea + "/support", Optional.empty());
                send("PUT", api + "/ballots/" + ballot + "/marks/" + pitch, Optional.empty());
                for (String path : new String[] {
                    "/ideas",
                    "/ideas/" + idea,
                    "/ideas?sort=most-supported",
                    "/ideas?q=Radweg&sort=relevance",
                    "/ideas?near=51.355,11.992&sort=near",
                    "/slots?topic=smartphone",
                    "/ballots/" + ballot,
                    "/me/inbox",
                    "/events/" + event + "/pitches",
                    "/services"
                }) {
                    send("GET", api + path, Optional.empty());
                }
                send("POST", api + "/bot/messages", Optional.of("{\"text\":\"Wo melde ich mein Auto ab?\"}"));
            }
            send("GET", base + "/", Optional.empty());
            send("GET", base + "/metrics", Optional.empty());
        }

        private void enter() throws IOException, InterruptedException {
            JsonNode device = JSON.readTree(send("POST", api + "/devices", Optional.empty()));
            me = Map.of("Authorization", "Bearer " + device.path("token").asText());
        }

        private void book(String slot) throws IOException, InterruptedException {
            send(
                    "POST",
                    api + "/bookings",
                    Optional.of(
                            "{\"slotId\":\"%s\",\"name\":\"Frau Krause\",\"topic\":\"smartphone\"}".formatted(slot)));
        }

        private String first(String path) throws IOException, InterruptedException {
            return json(path).path("items").path(0).path("id").asText();
        }

        private JsonNode json(String path) throws IOException, InterruptedException {
            return JSON.readTree(send("GET", api + path, Optional.empty()));
        }

        private String send(String method, String url, Optional<String> body) throws IOException, InterruptedException {
            Map<String, String> headers = new HashMap<>(me);
            if (body.isPresent()) {
                headers.put("Content-Type", "application/json");
                headers.put("Idempotency-Key", UUID.randomUUID().toString());
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .method(method, body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
            headers.forEach(request::header);
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
