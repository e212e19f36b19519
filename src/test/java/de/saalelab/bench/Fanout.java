package de.saalelab.bench;

import de.saalelab.bench.Ground.Kind;
import de.saalelab.rig.ArtefactServer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** A full hall and everybody at home watch one ballot: what each stream costs, and how soon a mark is seen by all. */
record Fanout(Rig rig, int streams, int rounds, Consumer<String> progress) {
    private static final int OPENING_AT_ONCE = 200;
    /** A ballot's state is longer, a heartbeat shorter. */
    private static final int LONGER_THAN_A_HEARTBEAT = 100;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Two states of one topic are at least a quarter of a second apart. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    List<Figure> measure() {
        UUID ballot = rig.ground().ballot(Kind.BALLOT);
        collectGarbage();
        double resident = residentBytes();
        double heap = Scrape.of(rig.server()).heapMegabytes();
        try (Hall hall = new Hall(rig.server(), "/api/v1/live?topics=ballot:" + ballot, streams)) {
            progress.accept("%,d streams are open".formatted(hall.open()));
            collectGarbage();
            double each = (residentBytes() - resident) / streams / 1_024;
            double heapEach = (Scrape.of(rig.server()).heapMegabytes() - heap) * 1_024 / streams;
            Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
            long missing = 0;
            for (int round = 0; round < rounds; round++) {
                long answered = castMark(hall, ballot, round);
                missing += hall.await(answered, micros);
                progress.accept(
                        "mark %d: last stream so far after %.0f ms".formatted(round, micros.getMaxValue() / 1e3));
            }
            String detail = "%,d streams, %d marks; p50 %s, last %s ms"
                    .formatted(
                            streams,
                            rounds,
                            Figure.number(micros.getValueAtPercentile(50) / 1e3),
                            Figure.number(micros.getMaxValue() / 1e3));
            return List.of(
                    Figure.atLeast(10_000, "live streams open", hall.open(), "", ""),
                    Figure.atMost(
                            30,
                            "memory of a live stream",
                            each,
                            "KiB",
                            "resident memory after a collection; heap alone %s KiB".formatted(Figure.number(heapEach))),
                    Figure.atMost(
                            300,
                            "from the mark's answer to the stream, p99",
                            micros.getValueAtPercentile(99) / 1e3,
                            "ms",
                            detail),
                    Figure.atMost(0, "streams that missed a mark", (double) missing, "", "within ten seconds"));
        }
    }

    /** The moment when the mark's answer was there. */
    private long castMark(Hall hall, UUID ballot, int round) {
        hall.arm();
        String path = "/api/v1/ballots/%s/marks/%s".formatted(ballot, Ground.id(Kind.OPTION, round % World.OPTIONS));
        int status =
                Web.send("PUT", rig.server().url(path), World.token(round), "").statusCode();
        long answered = System.nanoTime();
        if (status != 200) {
            throw new IllegalStateException("The mark was answered with " + status);
        }
        return answered;
    }

    private double residentBytes() {
        return Processes.residentMegabytes(rig.server().process().pid()) * (1 << 20);
    }

    private void collectGarbage() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
        Command.run(
                60,
                Map.of(),
                List.of(jcmd, String.valueOf(rig.server().process().pid()), "GC.run"));
    }

    /** Many open streams on one event loop. */
    private static final class Hall implements AutoCloseable {
        private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        private final Context context = vertx.getOrCreateContext();
        private final NetClient client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(20_000));
        private final ArtefactServer server;
        private final String request;
        private final List<NetSocket> sockets = new ArrayList<>();
        /** When each stream last got a state; 0 when not since it was armed. Of the event loop, like all the rest. */
        private final long[] seenAt;

        private volatile int seen;
        private int asked;
        private int failed;

        Hall(ArtefactServer server, String path, int streams) {
            this.server = server;
            this.request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n".formatted(path);
            this.seenAt = new long[streams];
            context.runOnContext(ignored -> {
                for (int i = 0; i < OPENING_AT_ONCE; i++) {
                    openNext();
                }
            });
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            while (seen < streams && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            if (seen < streams) {
                close();
                throw new IllegalStateException(
                        "Only %d of %d streams got the first state, %d connections failed; see ulimit -n"
                                .formatted(seen, streams, failed));
            }
        }

        int open() {
            return seenAt.length;
        }

        private void openNext() {
            if (asked == seenAt.length) {
                return;
            }
            int n = asked++;
            client.connect(server.port(), "127.0.0.1")
                    .onComplete(
                            socket -> {
                                sockets.add(socket);
                                socket.handler(bytes -> arrived(n, bytes.length()));
                                socket.write(request);
                                openNext();
                            },
                            fault -> {
                                failed++;
                                openNext();
                            });
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // written by the event loop only
        private void arrived(int n, int length) {
            if (length > LONGER_THAN_A_HEARTBEAT) {
                if (seenAt[n] == 0) {
                    seen++;
                }
                seenAt[n] = System.nanoTime();
            }
        }

        /** Forgets what came so far. */
        void arm() {
            LockSupport.parkNanos(SETTLE_NANOS);
            onLoop(() -> {
                Arrays.fill(seenAt, 0);
                seen = 0;
            });
        }

        /** Waits for all and records how long after the moment each had its state; returns how many never had. */
        int await(long moment, Histogram micros) {
            long end = System.nanoTime() + LONGEST_NANOS;
            while (seen < seenAt.length && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            int[] missing = {0};
            onLoop(() -> {
                for (long at : seenAt) {
                    if (at == 0) {
                        missing[0]++;
                    } else {
                        micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(at - moment)));
                    }
                }
            });
            return missing[0];
        }

        private void onLoop(Runnable work) {
            CountDownLatch done = new CountDownLatch(1);
            context.runOnContext(ignored -> {
                work.run();
                done.countDown();
            });
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            vertx.close().await();
        }
    }
}
