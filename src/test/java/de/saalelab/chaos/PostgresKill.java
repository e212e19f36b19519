package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;

/** kill -9 of PostgreSQL and all its children; whoever watches over it starts it again at once. */
final class PostgresKill implements Scenario {
    private final Postgres postgres;
    private final ArtefactServer server;

    PostgresKill(Ground ground) {
        this.postgres = ground.primary();
        this.server =
                ground.server(ArtefactServer.freePort(), postgres.address()).awaitReady();
    }

    @Override
    public long hurt(int round) {
        postgres.kill();
        long ended = System.nanoTime();
        postgres.start();
        return ended;
    }

    @Override
    public String url() {
        return server.url("");
    }

    @Override
    public DatabaseAddress database() {
        return postgres.address();
    }

    @Override
    public void close() {
        server.close();
        postgres.close();
    }
}
