package de.saalelab.idea;

import de.saalelab.platform.db.Changes;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.db.Reads;
import de.saalelab.platform.db.Remembered;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What changes with every support: the counts, and what a reader supports. It is remembered until anybody supports anything, and only while no other process
 * is at work on the database: news from there come a moment late, and people must see their own writes at once.
 */
final class LiveCounts {
    private static final Set<PublicData> SUPPORTS = Set.of(PublicData.SUPPORTS);
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final int ENTRY_BYTES = 150;
    private static final int ID_BYTES = 40;
    /** For whoever supports more, a second statement looks at the ideas in question, each time. */
    private static final int MOST_OWN = 500;

    private final Reads reads;
    private final Changes changes;
    private final IdeaListStore store;
    private final Remembered<UUID, Integer> counts;
    private final Remembered<UUID, Set<UUID>> owns;

    LiveCounts(Reads reads, Changes changes, IdeaListStore store, Clock clock) {
        this.reads = reads;
        this.changes = changes;
        this.store = store;
        this.counts = new Remembered<>(changes, clock, MOST_BYTES, (idea, count) -> ENTRY_BYTES);
        this.owns =
                new Remembered<>(changes, clock, MOST_BYTES, (reader, ideas) -> ENTRY_BYTES + ID_BYTES * ideas.size());
    }

    /** Of one idea. */
    Future<LiveCount> of(UUID idea, UUID reader) {
        return of(List.of(idea), reader).map(List::getFirst);
    }

    /** Of each idea, in order. */
    Future<List<LiveCount>> of(List<UUID> ideas, UUID reader) {
        if (!changes.alone()) {
            return readNow(ideas, reader);
        }
        return known(ideas, reader).map(Future::succeededFuture).orElseGet(() -> read(ideas, reader));
    }

    private Optional<List<LiveCount>> known(List<UUID> ideas, UUID reader) {
        Optional<Set<UUID>> own = owns.ifKnown(reader, SUPPORTS);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<LiveCount> known = new ArrayList<>(ideas.size());
        for (UUID idea : ideas) {
            Optional<Integer> count = counts.ifKnown(idea, SUPPORTS);
            if (count.isEmpty()) {
                return Optional.empty();
            }
            known.add(new LiveCount(count.get(), own.get().contains(idea)));
        }
        return Optional.of(known);
    }

    private Future<List<LiveCount>> read(List<UUID> ideas, UUID reader) {
        long before = changes.count(SUPPORTS);
        return store.supports(reads, ideas, reader, MOST_OWN).compose(found -> {
            ideas.forEach(idea -> counts.keep(idea, found.counts().getOrDefault(idea, 0), before));
            if (found.own().size() <= MOST_OWN) {
                owns.keep(reader, found.own(), before);
                return Future.succeededFuture(ideas.stream().map(found::of).toList());
            }
            return readNow(ideas, reader);
        });
    }

    private Future<List<LiveCount>> readNow(List<UUID> ideas, UUID reader) {
        return store.live(reads, ideas, reader)
                .map(found -> ideas.stream()
                        .map(idea -> found.getOrDefault(idea, new LiveCount(0, false)))
                        .toList());
    }
}
