package de.saalelab.platform.live;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams of one event loop: a state reaches all of them by one task. Used on that event loop only, but for {@link #publish} and {@link #end}. */
final class LiveLoop {
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Context context;
    private final Map<LiveTopic, Set<LiveStream>> streams = new HashMap<>();
    private final Set<LiveStream> all = new HashSet<>();

    /** The loop that this runs on. */
    LiveLoop(Context context) {
        this.context = context;
        context.owner()
                .setPeriodic(HEARTBEAT.toMillis(), timer -> List.copyOf(all).forEach(LiveStream::beat));
    }

    void add(LiveStream stream) {
        all.add(stream);
        stream.watches()
                .forEach(watch -> streams.computeIfAbsent(watch.topic(), topic -> new HashSet<>())
                        .add(stream));
    }

    void remove(LiveStream stream) {
        all.remove(stream);
        for (LiveWatch watch : stream.watches()) {
            Set<LiveStream> left = streams.getOrDefault(watch.topic(), Set.of());
            left.remove(stream);
            if (left.isEmpty()) {
                streams.remove(watch.topic());
            }
        }
    }

    /** Sends the topic's newest state to all streams that want it; from any thread. */
    void publish(LiveTopic topic) {
        context.runOnContext(
                ignored -> List.copyOf(streams.getOrDefault(topic, Set.of())).forEach(LiveStream::catchUp));
    }

    /** Ends all streams; from any thread. */
    void end() {
        context.runOnContext(ignored -> List.copyOf(all).forEach(LiveStream::end));
    }
}
