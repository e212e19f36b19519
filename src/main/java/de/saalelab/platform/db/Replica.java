package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * A pool at one read replica, and whether its data are fresh enough to be shown: it must have replayed all that the primary had written a few seconds
 * ago. Positions in the write-ahead log tell it, not times, which say nothing when nobody writes or when the replica has lost its primary.
 */
final class Replica {
    /** As long as a cache outside may keep a public page. */
    static final Duration MOST_LAG = Duration.ofSeconds(5);

    /** Where a server is in the write-ahead log; right on a replica, and on one that has just been promoted. */
    static final String POSITION = """
            SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                        ELSE pg_current_wal_lsn()
                   END::text AS position
            """;

    private final Pool pool;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile boolean fresh;

    Replica(Pool pool) {
        this.pool = pool;
    }

    /** Where the primary was, and when. */
    private record Sample(long position, long atNanos) {}

    Pool pool() {
        return pool;
    }

    boolean fresh() {
        return fresh;
    }

    /** Compares; to be called regularly, with the primary's position. */
    Future<Void> compare(long primary) {
        long now = System.nanoTime();
        samples.addLast(new Sample(primary, now));
        while (samples.size() > 1 && now - samples.getFirst().atNanos() > MOST_LAG.toNanos()) {
            samples.removeFirst();
        }
        long needed = samples.getFirst().position();
        return pool.query(POSITION)
                .execute()
                .timeout(Acquiring.LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .map(rows -> position(rows.iterator().next().getString("position")))
                .onSuccess(replayed -> fresh = Long.compareUnsigned(replayed, needed) >= 0)
                .onFailure(fault -> fresh = false)
                .mapEmpty();
    }

    /** Nobody knows how far the primary is. */
    void doubt() {
        samples.clear();
        fresh = false;
    }

    /** Reads a log position such as {@code 16/B374D848}. */
    static long position(String text) {
        int slash = text.indexOf('/');
        return HexFormat.fromHexDigitsToLong(text.substring(0, slash)) << 32
                | HexFormat.fromHexDigitsToLong(text.substring(slash + 1));
    }
}
