package de.saalelab.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlowReaderTest {
    private static final int CHANGES = 24;

    /** States far larger than what a connection takes in on the way. */
    private static final class Large implements LiveSource {
        private static final String FILLING = "x".repeat(4_000_000);
        private final AtomicLong version = new AtomicLong(1);
        private final CountDownLatch reads = new CountDownLatch(CHANGES);

        @Override
        public String prefix() {
            return "large";
        }

        @Override
        public Future<Optional<LiveState>> read(UUID id) {
            reads.countDown();
            return Future.succeededFuture(Optional.of(new LiveState(version.get(), "large", FILLING)));
        }

        @Override
        public Future<Map<UUID, Long>> versions(Collection<UUID> ids) {
            Map<UUID, Long> versions = new HashMap<>();
            ids.forEach(id -> versions.put(id, version.get()));
            return Future.succeededFuture(versions);
        }
    }

    @Test
    void whoDoesNotReadMissesStatesAndThenGetsTheNewest() throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx();
        Database database =
                Database.open(vertx, TestPostgres.freshDatabase(), new Database.Limits(2, 10, Duration.ofSeconds(5)));
        LiveHub hub = new LiveHub(vertx, database);
        Large source = new Large();
        hub.register(source);
        LiveTopic topic = new LiveTopic("large", UUID.randomUUID());
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> hub.open(request.response(), List.of(topic), new long[] {EventIds.NONE}))
                .listen(0, "127.0.0.1")
                .await();
        try (Socket socket = new Socket()) {
            // Without it the kernel takes in dozens of megabytes for a client that sleeps.
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(lines.readLine()).contains("200");
            // Nobody reads on while the topic changes as fast as it may.
            do {
                hub.changed(topic, source.version.incrementAndGet());
            } while (!source.reads.await(LiveWatch.GAP.toMillis(), TimeUnit.MILLISECONDS));
            long newest = source.version.incrementAndGet();
            hub.changed(topic, newest);

            List<Long> seen = readUntil(lines, newest);

            assertThat(seen).isSorted().doesNotHaveDuplicates();
            assertThat(seen).hasSizeLessThan(CHANGES / 2);
        } finally {
            hub.close().await();
            database.close().await();
            vertx.close().await();
        }
    }

    private static List<Long> readUntil(BufferedReader lines, long newest) throws IOException {
        List<Long> seen = new ArrayList<>();
        while (seen.isEmpty() || seen.getLast() < newest) {
            String line = lines.readLine();
            assertThat(line).isNotNull();
            if (line.startsWith("id: ")) {
                seen.add(Long.valueOf(line.substring(4)));
            }
        }
        return seen;
    }
}
