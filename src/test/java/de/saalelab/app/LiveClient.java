package de.saalelab.app;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads a live stream with a real HTTP client, as a browser would. */
public final class LiveClient implements AutoCloseable {
    /** One server-sent event. */
    public record Event(String id, String name, JsonObject data, long atNanos) {
        public long version() {
            return data.getLong("version");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch firstHeartbeat = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private LiveClient(TestLab lab, String topics, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(lab.url("/api/v1/live?topics=" + topics)));
        headers.forEach(request::header);
        try {
            response = http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    /** Opens a stream; headers come in pairs. */
    public static LiveClient open(TestLab lab, String topics, String... headers) {
        return new LiveClient(lab, topics, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** The next event; fails when none comes in time. */
    public Event next() {
        return next(Duration.ofSeconds(10));
    }

    public Event next(Duration patience) {
        try {
            Event event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("No event within " + patience);
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The first event with that version or a newer one. */
    public Event nextFrom(long version) {
        Event event = next();
        while (event.version() < version) {
            event = next();
        }
        return event;
    }

    /** Whether nothing comes for so long. */
    public boolean isSilentFor(Duration duration) {
        try {
            return events.poll(duration.toMillis(), TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean heartbeatWithin(Duration duration) {
        return awaited(firstHeartbeat, duration);
    }

    public boolean endsWithin(Duration duration) {
        return awaited(ended, duration);
    }

    private static boolean awaited(CountDownLatch latch, Duration duration) {
        try {
            return latch.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    firstHeartbeat.countDown();
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, name, new JsonObject(line.substring(6)), System.nanoTime()));
                }
            }
            ended.countDown();
        } catch (IOException e) {
            // The test has closed the stream, or the server has cut it; both are an end, but not a clean one.
            events.clear();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
