package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What networks do, between the clients and the server or between the server and PostgreSQL: everything takes longer, connections are reset, end after
 * some bytes, lose their other end without a word, or nothing passes at all for a while.
 */
final class NetworkFaults implements Scenario {
    /** What can go wrong, in turn, so that few rounds see everything. */
    private enum Fault {
        DELAY,
        RESET,
        CUT,
        HALF_OPEN,
        NOTHING_PASSES
    }

    private static final List<Fault> FAULTS = List.of(Fault.values());

    private final Random random;
    private final Postgres postgres;
    private final Proxy beforeDatabase;
    private final ArtefactServer server;
    private final Proxy beforeServer;

    NetworkFaults(Ground ground) {
        this.random = ground.random();
        this.postgres = ground.primary();
        DatabaseAddress direct = postgres.address();
        this.beforeDatabase = new Proxy(direct.port());
        DatabaseAddress through = new DatabaseAddress(
                direct.host(), beforeDatabase.port(), direct.database(), direct.user(), direct.password());
        this.server = ground.server(ArtefactServer.freePort(), through).awaitReady();
        this.beforeServer = new Proxy(server.port());
    }

    @Override
    public long hurt(int round) {
        Fault fault = FAULTS.get(round % FAULTS.size());
        Proxy proxy = round / FAULTS.size() % 2 == 0 ? beforeDatabase : beforeServer;
        switch (fault) {
            case DELAY -> proxy.delay(Duration.ofMillis(20 + random.nextInt(180)));
            case RESET -> proxy.reset();
            case CUT -> proxy.cutAfter(random.nextInt(20_000));
            case HALF_OPEN -> proxy.halfOpen();
            case NOTHING_PASSES -> proxy.swallow();
        }
        Pause.millis(500 + random.nextInt(2_500));
        proxy.heal();
        return System.nanoTime();
    }

    /** Short, so that answers are overtaken by second requests. */
    @Override
    public Duration patience() {
        return Duration.ofSeconds(2);
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + beforeServer.port();
    }

    @Override
    public DatabaseAddress database() {
        return postgres.address();
    }

    @Override
    public void close() {
        beforeServer.close();
        server.close();
        beforeDatabase.close();
        postgres.close();
    }
}
