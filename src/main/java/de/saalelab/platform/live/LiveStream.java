package de.saalelab.platform.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One open response. It never queues states: while one is under way to a client that does not read, newer ones replace each other in the watches, and
 * when the client reads again it gets the newest. The response's own measure would let sixteen old states pile up. Used on its own event loop only.
 */
final class LiveStream {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RECONNECT_MILLIS = 1_000;
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final HttpServerResponse response;
    private final List<LiveWatch> watches;
    private final long[] sent;
    private boolean underWay;
    private long underWaySinceNanos;

    LiveStream(HttpServerResponse response, List<LiveWatch> watches, long[] known) {
        this.response = response;
        this.watches = watches;
        this.sent = known;
    }

    List<LiveWatch> watches() {
        return watches;
    }

    /** Sends the head and whatever the client does not have yet. */
    void begin() {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-cache")
                // A compressor for each stream costs more memory than all the rest, and proxies must not collect
                // either.
                .putHeader("Content-Encoding", "identity")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("X-Content-Type-Options", "nosniff");
        // Spread out, so that the streams of a stopped process do not all come back at the same moment.
        int reconnect = RECONNECT_MILLIS + ThreadLocalRandom.current().nextInt(2 * RECONNECT_MILLIS);
        response.write("retry: " + reconnect + "\n\n");
        for (int i = 0; i < sent.length; i++) {
            long known = sent[i];
            boolean current = watches.get(i)
                    .latest()
                    .map(frame -> frame.version() == known)
                    .orElse(false);
            if (!current) {
                sent[i] = EventIds.NONE;
            }
        }
        catchUp();
    }

    /** Sends the newest state of each topic, unless the client has it or does not read. */
    void catchUp() {
        for (int i = 0; i < sent.length && !underWay; i++) {
            Optional<LiveFrame> latest = watches.get(i).latest();
            if (latest.isPresent() && latest.get().version() > sent[i]) {
                send(i, latest.get());
            }
        }
    }

    private void send(int index, LiveFrame frame) {
        sent[index] = frame.version();
        Buffer bytes = sent.length == 1
                ? frame.whole()
                : Buffer.buffer("id: " + EventIds.write(sent) + "\n").appendBuffer(frame.withoutId());
        underWay = true;
        underWaySinceNanos = System.nanoTime();
        response.write(bytes).onSuccess(written -> {
            underWay = false;
            catchUp();
        });
    }

    /** Keeps the line open; gives up a client that has not read for long. */
    void beat() {
        if (!underWay) {
            response.write(HEARTBEAT);
        } else if (System.nanoTime() - underWaySinceNanos > PATIENCE.toNanos()) {
            response.reset();
        }
    }

    void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }
}
