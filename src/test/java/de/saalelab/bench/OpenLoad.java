package de.saalelab.bench;

import de.saalelab.bench.Requests.Request;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * An open model: people come at a fixed rate, whether or not those before them have been answered. A request's time counts from the moment when it was
 * meant to be sent, so that a server that stalls is not excused by requests that had to wait for it.
 *
 * <p>Everything happens on one event loop, so that figures need no locks; another thread keeps the pace.
 */
final class OpenLoad implements AutoCloseable {
    static final String BROKEN = "broken";
    static final String UNANSWERED = "unanswered";
    private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);
    private static final long MOST_OVERTIME_SECONDS = 15;
    private static final long FIRST_BAD = 400;

    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;

    /** @param connections open at once at the most; who comes when all are busy waits, and that counts */
    OpenLoad(int connections) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        context = vertx.getOrCreateContext();
        client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * What it saw.
     *
     * @param sent requests whose moment came
     * @param seconds for which they came
     * @param outcomes how many of each status, broken connections, and those still unanswered when it gave up
     * @param hasty refusals (429 and 503) without Retry-After
     * @param inTime good answers that came while requests still came; people who wait longer than the load lasts are not served
     * @param windows times of good answers in microseconds, by the second in which the request was meant to be sent
     * @param badBySecond answers that were not good, likewise
     */
    record Seen(
            long sent,
            double seconds,
            Map<String, Long> outcomes,
            long hasty,
            long inTime,
            List<Histogram> windows,
            List<Integer> badBySecond) {
        double offered() {
            return sent / seconds;
        }

        /** Good answers per second while requests came: what a server gets done that is offered too much. */
        double goodput() {
            return inTime / seconds;
        }

        /** Good answers per second offered, however late. */
        double good() {
            return all().getTotalCount() / seconds;
        }

        Histogram all() {
            Histogram all = new Histogram(LONGEST_MICROS, 3);
            windows.forEach(all::add);
            return all;
        }

        /** Milliseconds; not a number when nothing good was seen. */
        double millis(double percentile) {
            return millis(all(), percentile);
        }

        static double millis(Histogram window, double percentile) {
            return window.getTotalCount() == 0 ? Double.NaN : window.getValueAtPercentile(percentile) / 1e3;
        }

        /** Without those that were answered as wanted. */
        Map<String, Long> failures() {
            Map<String, Long> failures = new TreeMap<>(outcomes);
            failures.keySet().removeIf(outcome -> outcome.compareTo("200") >= 0 && outcome.compareTo("400") < 0);
            return failures;
        }
    }

    /** Sends at a rate for some seconds, and waits for the answers for fifteen more at the most. */
    Seen run(int port, Requests requests, double rate, int seconds) {
        long count = Math.round(rate * seconds);
        Run run = new Run(port, requests, seconds, count);
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        double gap = 1e9 / rate;
        long next = 0;
        while (next < count) {
            long due = Math.min(count, (long) ((System.nanoTime() - start) / gap) + 1);
            if (due > next) {
                long from = next;
                context.runOnContext(ignored -> run.send(from, due, start, gap));
                next = due;
            }
            LockSupport.parkNanos(Math.max(20_000, (long) (start + next * gap) - System.nanoTime()));
        }
        return run.end();
    }

    private final class Run {
        private final int port;
        private final Requests requests;
        private final int seconds;
        private final long count;
        private final Map<String, Long> outcomes = new TreeMap<>();
        private final List<Histogram> windows = new ArrayList<>();
        private final int[] bad;
        private final CountDownLatch over = new CountDownLatch(1);
        private long ended;
        private long hasty;
        private long inTime;
        private long endOfLoad = Long.MAX_VALUE;
        private boolean givenUp;

        Run(int port, Requests requests, int seconds, long count) {
            this.port = port;
            this.requests = requests;
            this.seconds = seconds;
            this.count = count;
            this.bad = new int[seconds];
            for (int i = 0; i < seconds; i++) {
                windows.add(new Histogram(LONGEST_MICROS, 3));
            }
        }

        void send(long from, long to, long start, double gap) {
            endOfLoad = start + TimeUnit.SECONDS.toNanos(seconds);
            for (long n = from; n < to; n++) {
                long intended = start + (long) (n * gap);
                int second = (int) Math.min(seconds - 1L, (intended - start) / 1_000_000_000L);
                send(requests.of(n))
                        .onComplete(
                                response -> answered(response, intended, second),
                                fault -> ended(BROKEN, intended, second));
            }
        }

        private Future<HttpClientResponse> send(Request request) {
            RequestOptions options = new RequestOptions()
                    .setPort(port)
                    .setURI(request.path())
                    .setMethod(HttpMethod.valueOf(request.method()));
            if (!request.token().isEmpty()) {
                options.putHeader("Authorization", "Bearer " + request.token());
            }
            if (request.method().equals("POST")) {
                options.putHeader("Idempotency-Key", UUID.randomUUID().toString());
            }
            if (!request.body().isEmpty()) {
                options.putHeader("Content-Type", "application/json");
            }
            return client.request(options)
                    .compose(ready ->
                            request.body().isEmpty() ? ready.send() : ready.send(Buffer.buffer(request.body())))
                    .compose(response -> response.end().map(response));
        }

        private void answered(HttpClientResponse response, long intended, int second) {
            boolean refused = response.statusCode() == 429 || response.statusCode() == 503;
            if (refused && response.getHeader("Retry-After") == null && !givenUp) {
                hasty++;
            }
            ended(String.valueOf(response.statusCode()), intended, second);
        }

        private void ended(String outcome, long intended, int second) {
            if (givenUp) {
                return;
            }
            outcomes.merge(outcome, 1L, Long::sum);
            if (outcome.equals(BROKEN) || Integer.parseInt(outcome) >= FIRST_BAD) {
                bad[second]++;
            } else {
                long now = System.nanoTime();
                inTime += now <= endOfLoad ? 1 : 0;
                long micros = TimeUnit.NANOSECONDS.toMicros(now - intended);
                windows.get(second).recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
            }
            if (++ended == count) {
                over.countDown();
            }
        }

        Seen end() {
            try {
                if (!over.await(MOST_OVERTIME_SECONDS, TimeUnit.SECONDS)) {
                    CountDownLatch stopped = new CountDownLatch(1);
                    context.runOnContext(ignored -> {
                        givenUp = true;
                        outcomes.put(UNANSWERED, count - ended);
                        stopped.countDown();
                    });
                    stopped.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            List<Integer> badBySecond = Arrays.stream(bad).boxed().toList();
            return new Seen(count, seconds, outcomes, hasty, inTime, windows, badBySecond);
        }
    }

    /** Sends all at the same moment; each is answered before it returns, or a minute has passed. */
    List<Answer> together(int port, List<Request> all) {
        List<Answer> answers = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(all.size());
        context.runOnContext(ignored -> {
            Run run = new Run(port, new Requests.Cycle(all), 1, all.size());
            long start = System.nanoTime();
            all.forEach(request -> run.send(request).onComplete(result -> {
                int status = result.succeeded() ? result.result().statusCode() : 0;
                answers.add(new Answer(status, (System.nanoTime() - start) / 1e6));
                over.countDown();
            }));
        });
        try {
            if (!over.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "Only %d of %d were answered in a minute".formatted(all.size() - over.getCount(), all.size()));
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One of many that were sent together; status 0 means that the connection broke. */
    record Answer(int status, double millis) {}

    @Override
    public void close() {
        vertx.close().await();
    }
}
