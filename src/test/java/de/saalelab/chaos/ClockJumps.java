package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** The server's wall clock jumps, up to an hour forth and back, as after a machine was paused or its clock set; PostgreSQL's runs on. */
final class ClockJumps implements Scenario {
    private static final int FARTHEST_SECONDS = 3_600;

    private final Random random;
    private final Path offset;
    private final Postgres postgres;
    private final ArtefactServer server;

    ClockJumps(Ground ground) {
        Path library = Tool.find(
                Path.of("/usr/lib"),
                "libfaketimeMT.so.1",
                "libfaketime is not installed; install it with: apt-get install faketime");
        this.random = ground.random();
        this.offset = ground.folder().resolve("clock-offset");
        jumpTo(0);
        this.postgres = ground.primary();
        this.server = ground.server(
                        ArtefactServer.freePort(),
                        postgres.address(),
                        Map.of(
                                "LD_PRELOAD", library.toString(),
                                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                                "FAKETIME_CACHE_DURATION", "1",
                                // Timeouts are measured with the other clock, which no one can set.
                                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                                "DONT_FAKE_MONOTONIC", "1"))
                .awaitReady();
    }

    @Override
    public long hurt(int round) {
        long jumped = System.nanoTime();
        jumpTo(random.nextInt(2 * FARTHEST_SECONDS) - FARTHEST_SECONDS);
        // The library looks once a second.
        Pause.millis(1_500);
        return jumped;
    }

    /** The clock is put right, as whoever sees it would do. */
    @Override
    public void mend() {
        jumpTo(0);
        Pause.millis(1_500);
    }

    private void jumpTo(int seconds) {
        try {
            Files.writeString(offset, "%+d".formatted(seconds));
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
