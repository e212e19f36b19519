package de.saalelab.platform.live;

import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.Listening;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * News between processes, through the database. Outgoing news are collected and told at most four times a second. What gets lost, the hub finds out by
 * comparing versions. Used on the hub's context only.
 */
final class LiveNews {
    private static final Logger LOG = LoggerFactory.getLogger(LiveNews.class);

    private final Database database;
    private final Reads reads;
    private final Context context;
    private final ObjLongConsumer<LiveTopic> heard;
    private final LiveStore store = new LiveStore();
    private final Map<LiveTopic, Long> untold = new HashMap<>();
    private Optional<Listening> listening = Optional.empty();
    private boolean resting;

    LiveNews(Database database, Context context, ObjLongConsumer<LiveTopic> heard) {
        this.database = database;
        this.reads = database.reads();
        this.context = context;
        this.heard = heard;
    }

    /** Begins to hear other processes. */
    void listen() {
        listening = Optional.of(
                database.listen(LiveStore.CHANNEL, message -> context.runOnContext(ignored -> hear(message))));
    }

    Future<Void> close() {
        return listening.map(Listening::close).orElse(Future.succeededFuture());
    }

    /** Tells the others, now or at the end of the pause. */
    void tell(LiveTopic topic, long version) {
        untold.merge(topic, version, Math::max);
        if (!resting) {
            tellAll();
        }
    }

    private void tellAll() {
        resting = !untold.isEmpty();
        if (!resting) {
            return;
        }
        List<String> messages = untold.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
        untold.clear();
        store.tell(reads, messages)
                .onFailure(fault -> LOG.debug("Other processes were not told; they will look themselves", fault));
        context.owner().setTimer(LiveWatch.GAP.toMillis(), timer -> context.runOnContext(ignored -> tellAll()));
    }

    private void hear(String message) {
        String[] parts = message.split(" ", 2);
        Optional<LiveTopic> topic = LiveTopic.parse(parts[0]);
        if (topic.isPresent() && parts.length == 2 && parts[1].matches("[0-9]{1,18}")) {
            heard.accept(topic.get(), Long.parseLong(parts[1]));
        }
    }
}
