package de.saalelab.platform.live;

import de.saalelab.platform.db.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who watches what, and what is new. News come from use cases here, from other processes, and from a look at the versions every three seconds, which
 * covers whatever the other two ways have lost. All bookkeeping runs on one context; streams live on the event loops of their connections.
 */
public final class LiveHub {
    /** Streams that one process holds open. */
    static final int MOST_STREAMS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Context context;
    private final LiveNews news;
    private final Map<String, LiveSource> sources = new ConcurrentHashMap<>();
    private final Map<LiveTopic, LiveWatch> watches = new HashMap<>();
    private final Map<Thread, LiveLoop> loops = new ConcurrentHashMap<>();
    private final Map<LiveTopic, Long> fresh = new ConcurrentHashMap<>();
    private final AtomicBoolean freshTaken = new AtomicBoolean();
    private final AtomicInteger streams = new AtomicInteger();
    private volatile boolean closed;
    private boolean looking;

    public LiveHub(Vertx vertx, Database database) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.news = new LiveNews(database, context, this::onNews);
    }

    /** Adds a kind of topic, before the hub starts. */
    public void register(LiveSource source) {
        if (sources.put(source.prefix(), source) != null) {
            throw new IllegalStateException("Two live sources for " + source.prefix());
        }
    }

    /** Begins to hear other processes and to look at versions. */
    public void start() {
        context.runOnContext(ignored -> {
            news.listen();
            vertx.setPeriodic(LOOK_EVERY.toMillis(), timer -> look());
        });
    }

    /** Open streams. */
    public int streams() {
        return streams.get();
    }

    /** Something has changed. Call it after the commit; from any thread, and as often as it happens. */
    public void changed(LiveTopic topic, long version) {
        fresh.merge(topic, version, Math::max);
        if (freshTaken.compareAndSet(false, true)) {
            context.runOnContext(ignored -> takeFresh());
        }
    }

    /** Ends all streams and takes no more. */
    public Future<Void> close() {
        closed = true;
        loops.values().forEach(LiveLoop::end);
        Promise<Void> done = Promise.promise();
        context.runOnContext(ignored -> news.close().onComplete(result -> done.complete()));
        return done.future();
    }

    /**
     * Opens a stream. Call it on the connection's event loop.
     *
     * @param topics what is watched, each once
     * @param known the versions that the client has
     */
    Future<OpenOutcome> open(HttpServerResponse response, List<LiveTopic> topics, long[] known) {
        if (topics.stream().anyMatch(topic -> !sources.containsKey(topic.prefix()))) {
            return Future.succeededFuture(OpenOutcome.UNKNOWN_TOPIC);
        }
        if (closed) {
            return Future.succeededFuture(OpenOutcome.FULL);
        }
        if (streams.incrementAndGet() > MOST_STREAMS) {
            streams.decrementAndGet();
            return Future.succeededFuture(OpenOutcome.FULL);
        }
        Context mine = vertx.getOrCreateContext();
        Promise<OpenOutcome> outcome = Promise.promise();
        context.runOnContext(ignored -> {
            List<LiveWatch> joined = topics.stream().map(this::watch).toList();
            join(joined)
                    .map(there -> there && !response.closed())
                    .onComplete(result -> mine.runOnContext(back -> {
                        if (result.succeeded() && result.result()) {
                            begin(mine, new LiveStream(response, joined, known), response);
                        } else {
                            leave(joined);
                        }
                        outcome.handle(result.map(there -> there ? OpenOutcome.OPENED : OpenOutcome.UNKNOWN_TOPIC));
                    }));
        });
        return outcome.future();
    }

    /** Whether there is a state of every topic. */
    private static Future<Boolean> join(List<LiveWatch> joined) {
        List<Future<Boolean>> ready = joined.stream().map(LiveWatch::join).toList();
        return Future.join(ready).map(all -> ready.stream().allMatch(Future::result));
    }

    /** The stream joins its loop before it reads the newest states, so that no state can come between. */
    private void begin(Context mine, LiveStream stream, HttpServerResponse response) {
        LiveLoop loop = loops.computeIfAbsent(Thread.currentThread(), thread -> new LiveLoop(mine));
        loop.add(stream);
        AtomicBoolean over = new AtomicBoolean();
        Runnable finish = () -> {
            if (over.compareAndSet(false, true)) {
                loop.remove(stream);
                leave(stream.watches());
            }
        };
        response.closeHandler(ignored -> finish.run());
        response.endHandler(ignored -> finish.run());
        response.exceptionHandler(fault -> finish.run());
        stream.begin();
        if (closed) {
            stream.end();
        }
    }

    private LiveWatch watch(LiveTopic topic) {
        LiveSource source = Optional.ofNullable(sources.get(topic.prefix())).orElseThrow();
        return watches.computeIfAbsent(
                topic,
                wanted -> new LiveWatch(
                        wanted, source, context, () -> loops.values().forEach(loop -> loop.publish(wanted))));
    }

    private void leave(Collection<LiveWatch> left) {
        streams.decrementAndGet();
        context.runOnContext(ignored -> left.forEach(watch -> {
            if (watch.leave()) {
                watches.remove(watch.topic(), watch);
            }
        }));
    }

    private void takeFresh() {
        freshTaken.set(false);
        for (LiveTopic topic : List.copyOf(fresh.keySet())) {
            Optional.ofNullable(fresh.remove(topic)).ifPresent(version -> {
                onNews(topic, version);
                news.tell(topic, version);
            });
        }
    }

    private void onNews(LiveTopic topic, long version) {
        Optional.ofNullable(watches.get(topic)).ifPresent(watch -> watch.news(version));
    }

    /** One statement for each kind of topic that somebody watches. */
    private void look() {
        if (looking || watches.isEmpty()) {
            return;
        }
        looking = true;
        Map<LiveSource, List<UUID>> bySource = watches.values().stream()
                .collect(Collectors.groupingBy(
                        LiveWatch::source,
                        Collectors.mapping(watch -> watch.topic().id(), Collectors.toList())));
        List<Future<Void>> looks = new ArrayList<>();
        bySource.forEach((source, ids) -> looks.add(source.versions(ids)
                .onSuccess(versions -> context.runOnContext(ignored ->
                        versions.forEach((id, version) -> onNews(new LiveTopic(source.prefix(), id), version))))
                .mapEmpty()));
        Future.join(looks)
                .onComplete(result -> context.runOnContext(ignored -> {
                    looking = false;
                    if (result.failed()) {
                        LOG.debug("Versions cannot be compared now", result.cause());
                    }
                }));
    }
}
