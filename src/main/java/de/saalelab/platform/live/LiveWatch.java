package de.saalelab.platform.live;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topic that somebody watches here: read from the database once for each change however many watch, and at most four times a second. Used on the
 * hub's context only, but for {@link #latest}.
 */
final class LiveWatch {
    static final Duration GAP = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(LiveWatch.class);

    private final LiveTopic topic;
    private final LiveSource source;
    private final Context context;
    private final Runnable publish;
    private final Promise<Boolean> first = Promise.promise();
    private volatile Optional<LiveFrame> latest = Optional.empty();
    private int users;
    private long wanted;
    private boolean busy;
    private long lastReadNanos;

    LiveWatch(LiveTopic topic, LiveSource source, Context context, Runnable publish) {
        this.topic = topic;
        this.source = source;
        this.context = context;
        this.publish = publish;
    }

    LiveTopic topic() {
        return topic;
    }

    LiveSource source() {
        return source;
    }

    /** The newest state; from any thread. */
    Optional<LiveFrame> latest() {
        return latest;
    }

    /** One stream more. Completes when there is a state, with false when there is no such thing. */
    Future<Boolean> join() {
        users++;
        if (users == 1) {
            busy = true;
            read();
        }
        return first.future();
    }

    /** One stream less; true when it was the last. */
    boolean leave() {
        users--;
        return users == 0;
    }

    /** There may be a newer version. */
    void news(long version) {
        if (version > wanted) {
            wanted = version;
        }
        boolean known = latest.map(frame -> frame.version() >= version).orElse(false);
        if (busy || known) {
            return;
        }
        busy = true;
        long wait = GAP.toMillis() - (System.nanoTime() - lastReadNanos) / 1_000_000;
        if (wait <= 0) {
            read();
        } else {
            context.owner().setTimer(wait, timer -> context.runOnContext(ignored -> read()));
        }
    }

    private void read() {
        lastReadNanos = System.nanoTime();
        long wantedBefore = wanted;
        source.read(topic.id())
                .onComplete(result -> context.runOnContext(ignored -> {
                    busy = false;
                    take(result);
                    if (wanted > wantedBefore) {
                        news(wanted);
                    }
                }));
    }

    /** After a failed read the old state stays; the next look at the versions finds out that there is a newer one. */
    private void take(AsyncResult<Optional<LiveState>> result) {
        if (result.failed()) {
            LOG.warn("The state of a {} cannot be read now", topic.prefix(), result.cause());
            first.tryFail(result.cause());
            return;
        }
        Optional<LiveState> state = result.result();
        boolean newer = state.isPresent()
                && latest.map(frame -> frame.version() < state.get().version()).orElse(true);
        if (newer) {
            latest = state.map(LiveFrame::of);
            publish.run();
        }
        first.tryComplete(state.isPresent());
    }
}
