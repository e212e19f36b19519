package de.saalelab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.http.Contract;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fuzzer can fail: each of its checks is shown the answer that it must not let pass. */
class FuzzControlTest {
    private static final JsonObject CONTRACT = Contract.read();
    private static final List<ApiOperation> OPERATIONS = ApiOperation.all(CONTRACT);
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");
    private static final Map<String, String> PROBLEM = Map.of("content-type", "application/problem+json");
    private final Judge judge = new Judge(CONTRACT, Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TAKEN   | 500 | internal-error       | failed
            TAKEN   | 502 | internal-error       | failed
            REFUSED | 404 | idea-not-found       | does not list the problem idea-not-found
            REFUSED | 409 | no-such-slug         | 409 with the problem no-such-slug
            REFUSED | 409 | forbidden            | 409 with the problem forbidden
            REFUSED | 429 | too-many-requests    | too-many-requests without Retry-After
            TAKEN   | 400 | invalid-request      | what the contract allows
            TAKEN   | 403 | forbidden            | what the contract allows
            OPEN    | 400 | invalid-request      |
            REFUSED | 403 | csrf-token-missing   |
            """)
    void refusalsAreJudged(Sent.Expectation expectation, int status, String slug, @Nullable String finding) {
        String body = new JsonObject()
                .put("type", "/problems/" + slug)
                .put("title", "x")
                .put("status", status)
                .put("instance", "urn:uuid:x")
                .encode();

        assertFinding(
                judge.finding(sent(expectation), new Received(status, PROBLEM, body, 1))
                        .orElse(""),
                finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REFUSED | 200 | {"items":[]}          | took what the contract forbids
            CUT_OFF | 200 | {"items":[]}          | took what the contract forbids
            TAKEN   | 200 | {"items":[{"key":1}]} | outside of its schema
            TAKEN   | 200 | {}                    | outside of its schema
            TAKEN   | 201 | {"items":[]}          | does not list the status 201
            TAKEN   | 404 | not found             | is no problem document
            TAKEN   | 200 | {"items":[]}          |
            """)
    void otherAnswersAreJudged(Sent.Expectation expectation, int status, String body, @Nullable String finding) {
        assertFinding(
                judge.finding(sent(expectation), new Received(status, JSON, body, 1))
                        .orElse(""),
                finding);
    }

    @Test
    void answersThatComeLateOrNeverAreFound() throws IOException {
        Received late = new Received(
                200, JSON, "{\"items\":[]}", Duration.ofMillis(1_001).toNanos());
        assertThat(judge.finding(sent(Sent.Expectation.TAKEN), late))
                .get()
                .asString()
                .contains("late");

        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RawConnection connection = new RawConnection(silent.getLocalPort(), Duration.ofMillis(200))) {
            Received nothing = connection.send(sent(Sent.Expectation.CUT_OFF));
            assertThat(judge.finding(sent(Sent.Expectation.CUT_OFF), nothing)).contains("no answer");
        }
    }

    @Test
    void buffersThatNobodyGivesBackAreFound() {
        try (LeakWatch watch = new LeakWatch()) {
            assertThat(watch.leaks()).isEmpty();
            leak();
            assertThat(watch.leaks()).isNotEmpty();
        }
    }

    /** In a method of its own, so that nothing refers to the buffers any more. */
    private static void leak() {
        for (int i = 0; i < 10; i++) {
            ByteBufAllocator.DEFAULT.buffer(64).writeByte(i);
        }
    }

    @Test
    void failingRequestsAreMadeSmaller() {
        Sent large = new Sent(
                operation(),
                new FuzzCaller("anyone", Set.of(), Map.of(), true),
                "GET",
                "/api/v1/municipalities?a=1&bad=2&c=3",
                List.of(new Sent.Header("X-A", "1"), new Sent.Header("X-Bad", "2")),
                Buffer.buffer("{\"a\":1,\"bad\":2,\"c\":3}"),
                true,
                Sent.Expectation.OPEN,
                "");

        Sent small = Shrinking.shrunk(
                large,
                sent -> sent.target().contains("bad=2")
                        && sent.headers().toString().contains("X-Bad")
                        && sent.body().toString().contains("bad"));

        assertThat(small.curl(80))
                .isEqualTo("curl -i -g --path-as-is -X GET $'http://127.0.0.1:80/api/v1/municipalities?bad=2'"
                        + " -H $'X-Bad: 2' --data-binary $'{\"bad\":2}'");
    }

    private static void assertFinding(String found, @Nullable String expected) {
        if (expected == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains(expected);
        }
    }

    private static Sent sent(Sent.Expectation expectation) {
        return new Sent(
                operation(),
                new FuzzCaller("anyone", Set.of(), Map.of(), true),
                "GET",
                "/api/v1/municipalities",
                List.of(),
                Buffer.buffer(),
                true,
                expectation,
                "");
    }

    private static ApiOperation operation() {
        return OPERATIONS.stream()
                .filter(operation -> operation.id().equals("listMunicipalities"))
                .findFirst()
                .orElseThrow();
    }
}
