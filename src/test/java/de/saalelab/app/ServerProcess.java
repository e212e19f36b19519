package de.saalelab.app;

import de.saalelab.platform.db.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, so that it can be killed. */
final class ServerProcess implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Path LOG = Path.of("target/server-processes.log");
    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on an external database and a given port. */
    static ServerProcess start(DatabaseAddress database, int port, String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of("DATABASE_URL", database.url()));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return start(port, environment, List.of());
    }

    /** As above, with options of {@code serve}. */
    static ServerProcess start(DatabaseAddress database, int port, List<String> options) {
        return start(port, Map.of("DATABASE_URL", database.url()), options);
    }

    /** Starts it on its own PostgreSQL below a folder. */
    static ServerProcess startEmbedded(Path folder, String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of("DATA_DIR", folder.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return start(freePort(), environment, List.of());
    }

    private static ServerProcess start(int port, Map<String, String> settings, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "HTTP_PORT", String.valueOf(port),
                        "REQUESTS_PER_MINUTE", "1000000",
                        "DEVICES_PER_ADDRESS", "1000000",
                        "DRAIN_NOTICE_MS", "200"));
        builder.environment().putAll(settings);
        try {
            return new ServerProcess(builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    Process process() {
        return process;
    }

    /** Asks until it says that it is ready. */
    ServerProcess awaitReady() {
        Await.until(() -> status("/health/ready").equals(Optional.of(200)));
        return this;
    }

    /** The status that a GET answers with; empty when nobody answers. */
    Optional<Integer> status(String path) {
        return send("GET", path, Map.of(), Optional.empty()).map(HttpResponse::statusCode);
    }

    /** What came back; empty when the outcome is unknown. */
    Optional<HttpResponse<String>> send(
            String method, String path, Map<String, String> headers, Optional<String> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(java.time.Duration.ofSeconds(20))
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElse(HttpRequest.BodyPublishers.noBody()));
        headers.forEach(request::header);
        try {
            return Optional.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        join();
    }

    /** SIGTERM; the exit code. */
    int stop() {
        process.destroy();
        join();
        return process.exitValue();
    }

    private void join() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("The server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
