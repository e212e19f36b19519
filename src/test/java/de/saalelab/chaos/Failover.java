package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * The primary dies with its machine, and its synchronous standby is promoted; the server's pool has to find it by itself. Replication takes a while, as
 * between two machines. Afterwards the dead one comes back, empty, as the other's standby.
 */
final class Failover implements Scenario {
    private static final Duration BETWEEN_MACHINES = Duration.ofMillis(15);

    private final Ground ground;
    private final Installation installation = Installation.find();
    private final ArtefactServer server;
    private Node primary;
    private Node standby;
    private Proxy replication;
    private int generation;

    Failover(Ground ground) {
        this.ground = ground;
        this.primary = Node.primary(installation, nextFolder(), ArtefactServer.freePort(), Map.of());
        this.replication = slowWay();
        this.standby = Node.standby(installation, nextFolder(), ArtefactServer.freePort(), primary, replication.port());
        DatabaseAddress one = primary.address();
        String both = "postgresql://%s:%s@%s:%d,%s:%d/%s"
                .formatted(
                        one.user(),
                        one.password(),
                        one.host(),
                        one.port(),
                        one.host(),
                        standby.address().port(),
                        one.database());
        this.server = ground.server(ArtefactServer.freePort(), one, Map.of("DATABASE_URL", both))
                .awaitReady();
        try {
            tie();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long hurt(int round) throws SQLException {
        primary.kill();
        long ended = System.nanoTime();
        standby.promote();
        return ended;
    }

    @Override
    public void mend() throws SQLException {
        Node dead = primary;
        primary = standby;
        replication.close();
        dead.destroy();
        replication = slowWay();
        standby = Node.standby(installation, nextFolder(), dead.address().port(), primary, replication.port());
        tie();
    }

    private void tie() throws SQLException {
        if (ground.without(Control.LAX_STANDBY)) {
            primary.haveLaxStandby();
        } else {
            primary.waitForStandby();
        }
    }

    private Proxy slowWay() {
        Proxy proxy = new Proxy(primary.address().port());
        proxy.delay(BETWEEN_MACHINES);
        return proxy;
    }

    private Path nextFolder() {
        return ground.folder().resolve("node-" + ++generation);
    }

    @Override
    public String url() {
        return server.url("");
    }

    @Override
    public DatabaseAddress database() {
        return primary.address();
    }

    @Override
    public void close() {
        server.close();
        standby.close();
        primary.close();
        replication.close();
    }
}
