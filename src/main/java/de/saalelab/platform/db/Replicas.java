package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read replicas, and who of them may be asked now. Looks once a second. */
final class Replicas {
    private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Pool primary;
    private final List<Replica> replicas;
    private final long timer;
    private volatile int freshOnes;

    Replicas(Vertx vertx, Pool primary, List<Replica> replicas) {
        this.vertx = vertx;
        this.primary = primary;
        this.replicas = List.copyOf(replicas);
        this.timer = replicas.isEmpty() ? -1 : vertx.setPeriodic(0, LOOK_EVERY.toMillis(), tick -> look());
    }

    /** One that is fresh; empty when none is, and the primary must do. */
    Optional<Pool> choose() {
        List<Replica> fresh = replicas.stream().filter(Replica::fresh).toList();
        return fresh.isEmpty()
                ? Optional.empty()
                : Optional.of(fresh.get(ThreadLocalRandom.current().nextInt(fresh.size()))
                        .pool());
    }

    private void look() {
        primary.query(Replica.POSITION)
                .execute()
                .timeout(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)
                .map(rows -> Replica.position(rows.iterator().next().getString("position")))
                .onSuccess(position ->
                        replicas.forEach(replica -> replica.compare(position).onComplete(compared -> report())))
                .onFailure(fault -> {
                    replicas.forEach(Replica::doubt);
                    report();
                });
    }

    private void report() {
        int now = (int) replicas.stream().filter(Replica::fresh).count();
        if (now != freshOnes) {
            LOG.info("{} of {} read replicas are fresh", now, replicas.size());
            freshOnes = now;
        }
    }

    Future<Void> close() {
        vertx.cancelTimer(timer);
        return Future.join(
                        replicas.stream().map(replica -> replica.pool().close()).toList())
                .mapEmpty();
    }
}
