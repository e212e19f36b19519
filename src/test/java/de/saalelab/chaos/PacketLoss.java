package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;
import java.time.Duration;
import java.util.Random;

/** The kernel drops packets between clients, server and PostgreSQL: every tenth, every third, or all of them for some seconds. */
final class PacketLoss implements Scenario {
    private static final int[] PERCENT = {3, 10, 30, 100};

    private final Random random;
    private final Postgres postgres;
    private final ArtefactServer server;

    PacketLoss(Ground ground) {
        Tool.needNamespaces();
        Tool.need("nft", "nft is not installed; install it with: apt-get install nftables");
        this.random = ground.random();
        this.postgres = ground.primary();
        this.server =
                ground.server(ArtefactServer.freePort(), postgres.address()).awaitReady();
        Tool.run("nft", "add", "table", "inet", "drill");
        Tool.run("nft", "add", "chain", "inet", "drill", "loss", "{ type filter hook input priority 0 ; }");
    }

    @Override
    public long hurt(int round) {
        int percent = PERCENT[round % PERCENT.length];
        // Now the database's packets, now the callers'.
        int port = round / PERCENT.length % 2 == 0 ? postgres.address().port() : server.port();
        String some = percent == 100 ? "" : " numgen random mod 100 < " + percent;
        for (String side : new String[] {"dport", "sport"}) {
            Tool.run(("nft add rule inet drill loss tcp " + side + " " + port + some + " counter drop").split(" "));
        }
        Pause.millis(500 + random.nextInt(3_500));
        Tool.run("nft", "flush", "chain", "inet", "drill", "loss");
        return System.nanoTime();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(3);
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
        Tool.run("nft", "delete", "table", "inet", "drill");
        server.close();
        postgres.close();
    }
}
