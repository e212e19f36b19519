package de.saalelab.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import de.saalelab.app.TestLab;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Clients that send a byte now and then, or never read, hold nobody else up and are cut off. */
class HostileClientsTest {
    private static final int HOSTILE = 150;
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String HEAD = "POST /api/v1/devices HTTP/1.1\r\nHost: x\r\n";
    private static final String HEAD_WITH_BODY =
            "POST /api/v1/bot/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{";
    private static final String BROKEN_CHUNK =
            "POST /api/v1/bot/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n";
    private static final String UNREAD = "GET /api/v1/services?limit=100 HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({"slow heads", "slow bodies", "slow reads"})
    void othersAreAnsweredMeanwhile(String mode) throws IOException {
        TestLab lab = TestLab.shared().demo();
        List<Socket> hostile = new ArrayList<>();
        for (int i = 0; i < HOSTILE; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.port());
            socket.getOutputStream()
                    .write(bytes(
                            switch (mode) {
                                case "slow heads" -> HEAD;
                                case "slow bodies" -> HEAD_WITH_BODY;
                                default -> UNREAD;
                            }));
            hostile.add(socket);
        }
        for (int i = 0; i < 20; i++) {
            long started = System.nanoTime();
            assertThat(lab.citizen().get("/ideas").status()).isEqualTo(200);
            assertThat(System.nanoTime() - started)
                    .isLessThan(Duration.ofSeconds(5).toNanos());
        }
        for (Socket socket : hostile) {
            socket.close();
        }
    }

    /** Otherwise anybody could fill the disk with our complaints. */
    @ParameterizedTest
    @CsvSource({"no HTTP", "broken off"})
    void brokenBodiesAreNoFaultsInTheLog(String mode) throws IOException {
        TestLab lab = TestLab.shared().demo();
        Logger router = (Logger) LoggerFactory.getLogger(RoutingContext.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        router.addAppender(log);
        try {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.port())) {
                    socket.getOutputStream().write(bytes(mode.equals("no HTTP") ? BROKEN_CHUNK : HEAD_WITH_BODY));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
            }
        } finally {
            router.detachAppender(log);
        }
        assertThat(log.list).isEmpty();
    }

    @Test
    void trickledHeadsAreCutOff() throws IOException {
        int port = serve(new PromptRequests.Limits(SHORT, Duration.ofHours(1), Duration.ofHours(1)));

        assertThat(survives(port, "GET / HTTP/1.1\r\nX: ", Duration.ofSeconds(20)))
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void trickledBodiesAreCutOff() throws IOException {
        int port = serve(new PromptRequests.Limits(Duration.ofHours(1), SHORT, Duration.ofHours(1)));

        assertThat(survives(port, HEAD_WITH_BODY, Duration.ofSeconds(20))).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void trickledHeadsOnKeptConnectionsAreCutOff() throws IOException {
        int port = serve(new PromptRequests.Limits(Duration.ofHours(1), Duration.ofHours(1), SHORT));

        assertThat(survives(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nX: ", Duration.ofSeconds(20)))
                .isLessThan(Duration.ofSeconds(10));
    }

    /** The control: without the limits, trickling goes on as long as one likes. */
    @Test
    void withoutLimitsTheyWouldStay() throws IOException {
        Duration ever = Duration.ofHours(1);
        int port = serve(new PromptRequests.Limits(ever, ever, ever));

        assertThat(survives(port, "GET / HTTP/1.1\r\nX: ", Duration.ofSeconds(3)))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(survives(port, HEAD_WITH_BODY, Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
    }

    /** Long answers are not the client's fault: a stream goes on. */
    @Test
    void answersMayTakeAsLongAsTheyLike() throws IOException {
        int port = serve(new PromptRequests.Limits(SHORT, SHORT, SHORT));

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
            socket.setSoTimeout(20_000);
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    private int serve(PromptRequests.Limits limits) {
        AtomicInteger port = new AtomicInteger();
        vertx.deployVerticle(new AbstractVerticle() {
                    @Override
                    public void start(Promise<Void> started) {
                        PromptRequests prompt = PromptRequests.watch(vertx, limits, Duration.ofMillis(50));
                        vertx.createHttpServer(new HttpServerOptions()
                                        .setHost("127.0.0.1")
                                        .setPort(0)
                                        .setHttp2ClearTextEnabled(false))
                                .connectionHandler(prompt::opened)
                                .requestHandler(request -> {
                                    prompt.began(request);
                                    long pause = request.path().equals("/slow") ? 2_000 : 1;
                                    vertx.setTimer(
                                            pause, timer -> request.response().end("x"));
                                })
                                .listen()
                                .onSuccess(server -> port.set(server.actualPort()))
                                .<Void>mapEmpty()
                                .onComplete(started);
                    }
                })
                .await();
        return port.get();
    }

    /** For how long the server bears a client that sends this and then a byte every 20 milliseconds. */
    private static Duration survives(int port, String beginning, Duration most) throws IOException {
        long started = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(bytes(beginning));
            while (System.nanoTime() - started < most.toNanos()) {
                socket.getOutputStream().write('a');
                LockSupport.parkNanos(20_000_000);
            }
            return most;
        } catch (SocketException e) {
            // Cut off: what was asked.
            return Duration.ofNanos(System.nanoTime() - started);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
