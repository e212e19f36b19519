package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Each flush of PostgreSQL's to its disk takes up to two seconds: a small library between it and libc waits before the real flush. */
final class SlowDisk implements Scenario {
    private static final int LONGEST_FLUSH_MILLIS = 2_000;

    private final Random random;
    private final Path told;
    private final Node postgres;
    private final ArtefactServer server;

    SlowDisk(Ground ground) {
        this.random = ground.random();
        this.told = ground.folder().resolve("flush-millis");
        tell(0);
        Path library = Tool.library(ground.folder(), "slow_sync");
        this.postgres = Node.primary(
                Installation.find(),
                ground.folder().resolve("postgres"),
                ArtefactServer.freePort(),
                Map.of("LD_PRELOAD", library.toString(), "SLOW_SYNC_FILE", told.toString()));
        this.server =
                ground.server(ArtefactServer.freePort(), postgres.address()).awaitReady();
    }

    @Override
    public long hurt(int round) {
        tell(50 + random.nextInt(LONGEST_FLUSH_MILLIS));
        Pause.millis(1_000 + random.nextInt(5_000));
        tell(0);
        return System.nanoTime();
    }

    private void tell(int millis) {
        try {
            Files.writeString(told, String.valueOf(millis));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
