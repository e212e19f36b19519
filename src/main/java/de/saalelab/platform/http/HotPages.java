package de.saalelab.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.saalelab.platform.db.Changes;
import de.saalelab.platform.db.PublicData;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Answers for everybody, from memory. A page is as old as the first commit that changed what it is made from, and two seconds old at the most, because
 * some of it depends on the time of day, and because news of other processes can get lost. However many ask for it at the same moment, it is read once.
 */
final class HotPages {
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final Duration KEEP = Duration.ofSeconds(2);

    /**
     * Which page.
     *
     * @param uri path and query as they were sent, already accepted by the contract
     * @param language of its texts
     */
    record Key(String uri, String language) {}

    private record Page(Reply reply, long count, Instant madeAt) {
        int weight(Key key) {
            int body = reply.body().map(text -> 2 * text.text().length()).orElse(0);
            return 500 + 2 * key.uri().length() + body;
        }
    }

    private record Reading(long count, Future<Reply> reply) {}

    private final Changes changes;
    private final Clock clock;
    private final Cache<Key, Page> pages;
    private final ConcurrentMap<Key, Reading> readings = new ConcurrentHashMap<>();

    HotPages(Changes changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
        this.pages = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                .weigher((Key key, Page page) -> page.weight(key))
                .expireAfterWrite(KEEP)
                .build();
    }

    /** The page, read anew only if it has to be; the count is taken before the reading, so that a change in between makes it old. */
    Future<Reply> get(Key key, Set<PublicData> madeFrom, Supplier<Future<Reply>> read) {
        long count = changes.count(madeFrom);
        Page page = pages.getIfPresent(key);
        if (page != null && page.count() == count && fresh(page)) {
            return Future.succeededFuture(page.reply());
        }
        Reading underWay = readings.get(key);
        if (underWay != null && underWay.count() == count) {
            return underWay.reply();
        }
        Instant now = clock.instant();
        Future<Reply> reply = read.get();
        Reading mine = new Reading(count, reply);
        if (!reply.isComplete()) {
            readings.put(key, mine);
        }
        reply.onComplete(result -> {
            readings.remove(key, mine);
            if (result.succeeded() && result.result().status() == 200) {
                pages.put(key, new Page(result.result(), count, now));
            }
        });
        return reply;
    }

    private boolean fresh(Page page) {
        Duration age = Duration.between(page.madeAt(), clock.instant());
        return !age.isNegative() && age.compareTo(KEEP) < 0;
    }
}
