package de.saalelab.platform.http;

import de.saalelab.platform.db.Changes;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.db.Remembered;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/** Answers for everybody, from memory: those that are the same for all who show no credential. */
final class HotPages {
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final int ENTRY_BYTES = 500;

    /**
     * Which page.
     *
     * @param uri path and query as they were sent, already accepted by the contract
     * @param language of its texts
     */
    record Key(String uri, String language) {}

    private final Remembered<Key, Reply> pages;

    HotPages(Changes changes, Clock clock) {
        this.pages = new Remembered<>(changes, clock, MOST_BYTES, HotPages::weight);
    }

    /** The page, read anew only if it has to be. */
    Future<Reply> get(Key key, Set<PublicData> madeFrom, Supplier<Future<Reply>> read) {
        return pages.get(key, madeFrom, reply -> reply.status() == 200, read);
    }

    /** The bytes, and these packed. */
    private static int weight(Key key, Reply reply) {
        int body = reply.body().map(text -> 2 * text.bytes().length()).orElse(0);
        return ENTRY_BYTES + 2 * key.uri().length() + body;
    }
}
