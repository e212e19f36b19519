package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;

/** kill -9 of the server; whoever watches over it starts it again at once. */
final class ServerKill implements Scenario {
    private final Ground ground;
    private final Postgres postgres;
    private ArtefactServer server;

    ServerKill(Ground ground) {
        this.ground = ground;
        this.postgres = ground.primary();
        this.server =
                ground.server(ArtefactServer.freePort(), postgres.address()).awaitReady();
    }

    @Override
    public long hurt(int round) {
        server.kill();
        long ended = System.nanoTime();
        server = ground.server(server.port(), postgres.address());
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
