package de.saalelab.moderation;

import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Page;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** What moderators read. */
public final class ModerationQueries {
    static final String OLDEST = "oldest";
    static final String LATEST = "latest";

    /** One page of the queue, and how many cases wait in all. */
    record Queue(Page<ReviewCase> page, int waiting) {}

    private final Reads reads;
    private final ReviewQueueStore store = new ReviewQueueStore();

    public ModerationQueries(Reads reads) {
        this.reads = reads;
    }

    Future<Queue> open(Optional<String> municipality, Optional<Keyset> after, int limit) {
        return store.open(reads, municipality, after, limit + 1)
                .map(rows -> Page.of(rows, limit, last -> Keyset.of(OLDEST, last.openedAt(), last.id())))
                .compose(this::withWaiting);
    }

    Future<Queue> decided(Optional<String> municipality, Optional<Keyset> after, int limit) {
        return store.decided(reads, municipality, after, limit + 1)
                .map(rows -> Page.of(
                        rows,
                        limit,
                        last -> Keyset.of(LATEST, last.ruling().orElseThrow().decidedAt(), last.id())))
                .compose(this::withWaiting);
    }

    Future<Optional<ReviewCase>> find(UUID id) {
        return store.find(reads, id);
    }

    private Future<Queue> withWaiting(Page<ReviewCase> page) {
        return store.waiting(reads).map(waiting -> new Queue(page, waiting));
    }
}
