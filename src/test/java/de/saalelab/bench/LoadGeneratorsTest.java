package de.saalelab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.bench.Requests.Acts;
import de.saalelab.bench.Requests.Cycle;
import de.saalelab.bench.Requests.Order;
import de.saalelab.bench.Requests.Request;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorsTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void wrkIsReadInMilliseconds() {
        Wrk.Seen seen = Wrk.parse(
                "Running 8s test\nFIGURES {\"requests\":800,\"micros\":8000000,\"refused\":3,\"broken\":1,\"p50\":1500,\"p99\":9000,\"p999\":12000,\"max\":20000}\n");

        assertThat(seen).isEqualTo(new Wrk.Seen(800, 8, 3, 1, 1.5, 9, 12, 20));
        assertThat(seen.perSecond()).isEqualTo(100);
        assertThatThrownBy(() -> Wrk.parse("unable to connect")).hasMessageContaining("unable to connect");
    }

    @Test
    void slowClientsAreReadWithoutTheirColours() {
        assertThat(SlowClients.said("""
                        \u001b[1;32mconnected:   \u001b[1;32m        812
                        \u001b[1;32mconnected:   \u001b[1;32m        3
                        Exit status:\u001b[1;36m Hit test time limit
                        \u001b[0m""")).isEqualTo("Hit test time limit, 3 open last");
        assertThatThrownBy(() -> SlowClients.said("bad option")).hasMessageContaining("bad option");
    }

    @Test
    void pgbenchIsReadWithThePercentilesOfItsLog() {
        Pgbench.Seen seen = Pgbench.parse(
                """
                number of transactions actually processed: 2000
                number of failed transactions: 0 (0.000%)
                latency average = 7.5 ms
                tps = 250.500000 (without initial connection time)
                """, List.of("0 1 1000 0 1764100000 1", "1 1 3000 0 1764100000 2", "2 1 90000 0 1764100000 3"));

        assertThat(seen.perSecond()).isEqualTo(250.5);
        assertThat(seen.millis(50)).isBetween(2.99, 3.01);
        assertThat(seen.millis(99)).isBetween(89.9, 90.1);
    }

    @Test
    void pgbenchWithoutTransactionsIsAFigure() {
        Pgbench.Seen seen = Pgbench.parse("""
                pgbench: error: client 3 script 0 aborted in command 3 query 0: ERROR:  new row violates check constraint
                number of transactions actually processed: 0
                number of failed transactions: 0 (NaN%)
                """, List.of());

        assertThat(seen.perSecond()).isEqualTo(0);
        assertThat(seen.failed()).isEqualTo(1);
        assertThat(seen.millis(99)).isNaN();
    }

    @Test
    void metricsTellWhichAnswersCameSince() {
        Scrape before = Scrape.parse("""
                saalelab_operation_seconds_count{operation="castMark",status="200"} 10
                saalelab_operation_seconds_count{operation="castMark",status="503"} 4
                """);
        Scrape after = Scrape.parse("""
                jvm_memory_used_bytes{area="heap",id="Eden Space"} 1048576.0
                jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2097152.0
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.9E7
                saalelab_operation_seconds_count{operation="castMark",status="200"} 1.2E3
                saalelab_operation_seconds_count{operation="castMark",status="503"} 6.0
                saalelab_operation_seconds_count{operation="getIdea",status="500"} 1.0
                """);

        assertThat(after.refusalsSince(before)).containsExactlyInAnyOrderEntriesOf(Map.of("503", 2L, "500", 1L));
        assertThat(after.heapMegabytes()).isEqualTo(3);
    }

    @Test
    void nobodyDoesTheSameTwiceUntilAllIsDone() {
        Order order = new Order(640, 37, 10, 20, 2, 40, 0);
        Set<Long> acts = new HashSet<>();
        long all = 2L * 640 * 37 * 10;

        for (long n = 0; n < all; n++) {
            acts.add(order.person(n) * 1_000_000L + order.thing(n));
        }

        assertThat(acts).hasSize((int) all);
        assertThat(acts.stream().mapToLong(act -> act % 1_000_000).max()).hasValue(2 * 20 * 40 - 1);
    }

    @Test
    void rateAndOutcomesOfAnOpenLoadAreWhatTheServerSaw() {
        AtomicInteger asked = new AtomicInteger();
        int port = serve(asked);

        OpenLoad.Seen seen;
        try (OpenLoad load = new OpenLoad(16)) {
            seen = load.run(port, new Cycle(List.of(Request.get("/", ""), Request.get("/full", ""))), 200, 2);
        }

        assertThat(asked).hasValue(400);
        assertThat(seen.outcomes()).containsExactlyInAnyOrderEntriesOf(Map.of("200", 200L, "503", 200L));
        assertThat(seen.hasty()).isEqualTo(200);
        assertThat(seen.all().getTotalCount()).isEqualTo(200);
        assertThat(seen.offered()).isEqualTo(200);
    }

    /** One connection and a server that takes 50 ms: of ten requests in a tenth of a second the last waits for all before it. */
    @Test
    void waitingForAStalledServerCounts() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request ->
                        vertx.setTimer(50, ignored -> request.response().end()))
                .listen(0, "127.0.0.1")
                .await();

        OpenLoad.Seen seen;
        try (OpenLoad load = new OpenLoad(1)) {
            seen = load.run(server.actualPort(), new Cycle(List.of(Request.get("/", ""))), 100, 1);
        }

        assertThat(seen.millis(100)).isGreaterThan(3_000);
        assertThat(seen.millis(50)).isGreaterThan(1_000);
        assertThat(seen.good()).isEqualTo(100);
        assertThat(seen.goodput()).isLessThan(25);
    }

    @Test
    void peopleTakeTurnsAndThenThingsShift() {
        Acts acts = new Acts(List.of("/0", "/1", "/2", "/3"), new Order(2, 1, 2, 1, 1, 4, 2));

        assertThat(LongStream.range(0, 6).mapToObj(acts::of).map(Request::path))
                .containsExactly("/0", "/1", "/1", "/2", "/2", "/3");
        assertThat(acts.of(3).token()).isEqualTo(World.token(1));
    }

    private int serve(AtomicInteger asked) {
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response()
                            .setStatusCode(request.path().equals("/full") ? 503 : 200)
                            .end("x");
                })
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }
}
