package de.saalelab.bench;

import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A moderator of the demo who works on while others make load. */
record Staff(ArtefactServer server, String cookie) {
    private static final String SIGN_IN = "{\"login\":\"moderation\",\"password\":\"Saale-Radweg-2026\"}";

    static Staff signIn(ArtefactServer server) {
        HttpResponse<String> answer = Web.send("POST", server.url("/api/v1/sessions"), "", SIGN_IN);
        String cookie = answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IllegalStateException("The moderator cannot sign in: " + answer.body()));
        return new Staff(server, cookie.split(";", 2)[0]);
    }

    /** Asks for health and for open cases five times a second, until it is ended. */
    Probe probe() {
        return new Probe();
    }

    /** A thread with connections of its own. */
    final class Probe implements AutoCloseable {
        private static final long EVERY_MILLIS = 200;
        private final HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        private final CountDownLatch end = new CountDownLatch(1);
        private final Kept health = new Kept();
        private final Kept staff = new Kept();
        private final Thread thread = Thread.ofPlatform().name("probe").start(this::run);

        private void run() {
            try {
                do {
                    ask(health, "/health/ready");
                    ask(staff, "/api/v1/review-cases");
                } while (!end.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void ask(Kept kept, String path) throws InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url(path)))
                    .header("Cookie", cookie)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            long start = System.nanoTime();
            String outcome;
            try {
                outcome = String.valueOf(
                        http.send(request, BodyHandlers.discarding()).statusCode());
            } catch (IOException e) {
                outcome = e.getClass().getSimpleName();
            }
            kept.add(outcome, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        }

        /** What was seen from the beginning on; it asks no more. */
        Seen end() {
            close();
            return new Seen(health.failures(), health.text(), staff.failures(), staff.text());
        }

        @Override
        public void close() {
            end.countDown();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            http.close();
        }

        /** How often something else than 200 came, and a line about all. */
        record Seen(long healthFailures, String health, long staffFailures, String staff) {}
    }

    private static final class Kept {
        private final Map<String, Long> outcomes = new TreeMap<>();
        private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);

        void add(String outcome, long taken) {
            outcomes.merge(outcome, 1L, Long::sum);
            micros.recordValue(Math.min(taken, TimeUnit.MINUTES.toMicros(1)));
        }

        long failures() {
            return micros.getTotalCount() - outcomes.getOrDefault("200", 0L);
        }

        String text() {
            return "outcomes %s, p50 %s, longest %s ms"
                    .formatted(
                            outcomes,
                            Figure.number(micros.getValueAtPercentile(50) / 1e3),
                            Figure.number(micros.getMaxValue() / 1e3));
        }
    }
}
