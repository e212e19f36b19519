package de.saalelab.bench;

import de.saalelab.bench.Requests.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * An open model: people come at a fixed rate, whether or not those before them have been answered. A request's time counts from the moment when it was
 * meant to be sent, so that a server that stalls is not excused by requests that had to wait for it. Everything happens on the caller's thread.
 */
final class OpenLoad implements AutoCloseable {
    static final String BROKEN = "broken";
    static final String UNANSWERED = "unanswered";
    private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);
    private static final long MOST_OVERTIME_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long LOOK_AGAIN_NANOS = 50_000;
    private static final int FIRST_BAD = 400;

    private final int connections;
    private final Map<Integer, Wires> wires = new HashMap<>();

    /** @param connections open at once at the most; who comes when all are busy waits, and that counts */
    OpenLoad(int connections) {
        this.connections = connections;
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
        long start = System.nanoTime();
        double gap = 1e9 / rate;
        Run run = new Run(seconds, start, gap);
        long end = start + TimeUnit.SECONDS.toNanos(seconds) + MOST_OVERTIME_NANOS;
        Wires to = wiresTo(port);
        long next = 0;
        while (run.ended < count && System.nanoTime() < end) {
            long due = Math.min(count, (long) ((System.nanoTime() - start) / gap) + 1);
            while (next < due && to.ready()) {
                to.send(requests.of(next), next, run);
                next++;
            }
            long before = run.ended;
            to.poll(0);
            if (run.ended == before) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
        if (run.ended < count) {
            run.outcomes.put(UNANSWERED, count - run.ended);
            // What still comes belongs to nobody.
            wires.remove(port);
            to.close();
        }
        return new Seen(
                count,
                seconds,
                run.outcomes,
                run.hasty,
                run.inTime,
                run.windows,
                Arrays.stream(run.bad).boxed().toList());
    }

    private Wires wiresTo(int port) {
        return wires.computeIfAbsent(port, known -> new Wires(port, connections));
    }

    /** Counts; the tag is the running number, which says when a request was meant to be sent. */
    private static final class Run implements Wires.Listener {
        private final int seconds;
        private final long start;
        private final double gap;
        private final Map<String, Long> outcomes = new TreeMap<>();
        private final List<Histogram> windows = new ArrayList<>();
        private final int[] bad;
        private long ended;
        private long hasty;
        private long inTime;

        Run(int seconds, long start, double gap) {
            this.seconds = seconds;
            this.start = start;
            this.gap = gap;
            this.bad = new int[seconds];
            for (int i = 0; i < seconds; i++) {
                windows.add(new Histogram(LONGEST_MICROS, 3));
            }
        }

        private int second(long tag) {
            return (int) Math.min(seconds - 1L, (long) (tag * gap) / 1_000_000_000L);
        }

        @Override
        public void answered(long tag, int status, boolean retryAfter) {
            ended++;
            outcomes.merge(String.valueOf(status), 1L, Long::sum);
            hasty += (status == 429 || status == 503) && !retryAfter ? 1 : 0;
            if (status >= FIRST_BAD) {
                bad[second(tag)]++;
                return;
            }
            long sinceStart = System.nanoTime() - start;
            inTime += sinceStart <= TimeUnit.SECONDS.toNanos(seconds) ? 1 : 0;
            long micros = TimeUnit.NANOSECONDS.toMicros(sinceStart - (long) (tag * gap));
            windows.get(second(tag)).recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
        }

        @Override
        public void broken(long tag) {
            ended++;
            outcomes.merge(BROKEN, 1L, Long::sum);
            bad[second(tag)]++;
        }
    }

    /** Sends all at the same moment; each is answered before it returns, or a minute has passed. */
    List<Answer> together(int port, List<Request> all) {
        List<Answer> answers = new ArrayList<>();
        long start = System.nanoTime();
        Wires.Listener listener = new Wires.Listener() {
            @Override
            public void answered(long tag, int status, boolean retryAfter) {
                answers.add(new Answer(status, (System.nanoTime() - start) / 1e6));
            }

            @Override
            public void broken(long tag) {
                answers.add(new Answer(0, (System.nanoTime() - start) / 1e6));
            }
        };
        Wires to = wiresTo(port);
        long next = 0;
        while (answers.size() < all.size()) {
            if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(1)) {
                throw new IllegalStateException(
                        "Only %d of %d were answered in a minute".formatted(answers.size(), all.size()));
            }
            while (next < all.size() && to.ready()) {
                to.send(all.get((int) next), next, listener);
                next++;
            }
            to.poll(1);
        }
        return answers;
    }

    /** One of many that were sent together; status 0 means that the connection broke. */
    record Answer(int status, double millis) {}

    @Override
    public void close() {
        wires.values().forEach(Wires::close);
    }
}
