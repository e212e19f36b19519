package de.saalelab.platform.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One open response. It never queues states: while the client does not read, newer states replace older ones in the watches, and when it reads again it
 * gets the newest. Used on its own event loop only.
 */
final class LiveStream {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int QUEUE_BYTES = 16 * 1024;
    private static final int RECONNECT_MILLIS = 1_000;
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final HttpServerResponse response;
    private final List<LiveWatch> watches;
    private final long[] sent;
    private boolean stuck;
    private long stuckSinceNanos;

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
                .setWriteQueueMaxSize(QUEUE_BYTES)
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
        for (int i = 0; i < sent.length && !stuck; i++) {
            Optional<LiveFrame> latest = watches.get(i).latest();
            if (latest.isPresent() && latest.get().version() > sent[i]) {
                send(i, latest.get());
            }
        }
    }

    private void send(int index, LiveFrame frame) {
        sent[index] = frame.version();
        if (sent.length == 1) {
            response.write(frame.whole());
        } else {
            response.write(Buffer.buffer("id: " + EventIds.write(sent) + "\n").appendBuffer(frame.withoutId()));
        }
        if (response.writeQueueFull()) {
            stuck = true;
            stuckSinceNanos = System.nanoTime();
            response.drainHandler(drained -> {
                stuck = false;
                catchUp();
            });
        }
    }

    /** Keeps the line open; gives up a client that has not read for long. */
    void beat() {
        if (!stuck) {
            response.write(HEARTBEAT);
        } else if (System.nanoTime() - stuckSinceNanos > PATIENCE.toNanos()) {
            response.reset();
        }
    }

    void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }
}
