package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;
import java.util.ArrayList;
import java.util.List;

/** Two processes behind a reverse proxy are told to stop and started again, one after the other. Not one request may fail. */
final class RollingRestart implements Scenario {
    private final Ground ground;
    private final Postgres postgres;
    private final List<ArtefactServer> servers = new ArrayList<>();
    private final HttpBalancer balancer;

    RollingRestart(Ground ground) {
        this.ground = ground;
        this.postgres = ground.primary();
        for (int i = 0; i < 2; i++) {
            servers.add(
                    ground.server(ArtefactServer.freePort(), postgres.address()).awaitReady());
        }
        balancer = new HttpBalancer(servers.stream().map(ArtefactServer::port).toList());
        servers.forEach(server -> balancer.await(server.port()));
    }

    @Override
    public long hurt(int round) {
        for (int i = 0; i < servers.size(); i++) {
            ArtefactServer server = servers.get(i);
            if (ground.without(Control.UNDRAINED)) {
                server.kill();
            } else {
                int code = server.stop();
                if (code != 0 && code != 143) {
                    throw new IllegalStateException("The server ended with " + code);
                }
            }
            servers.set(i, ground.server(server.port(), postgres.address()).awaitReady());
            balancer.await(server.port());
        }
        return System.nanoTime();
    }

    @Override
    public boolean noRequestMayFail() {
        return true;
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + balancer.port();
    }

    @Override
    public DatabaseAddress database() {
        return postgres.address();
    }

    @Override
    public void close() {
        balancer.close();
        servers.forEach(ArtefactServer::close);
        postgres.close();
    }
}
