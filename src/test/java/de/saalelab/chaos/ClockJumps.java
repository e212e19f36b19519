package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
        Path library = Tool.library(ground.folder(), "clock_jump");
        this.random = ground.random();
        this.offset = ground.folder().resolve("clock-offset");
        jumpTo(0);
        this.postgres = ground.primary();
        this.server = ground.server(
                        ArtefactServer.freePort(),
                        postgres.address(),
                        Map.of("LD_PRELOAD", library.toString(), "CLOCK_JUMP_FILE", offset.toString()))
                .awaitReady();
    }

    @Override
    public long hurt(int round) {
        long jumped = System.nanoTime();
        jumpTo(random.nextInt(2 * FARTHEST_SECONDS) - FARTHEST_SECONDS);
        return jumped;
    }

    /** The clock is put right, as whoever sees it would do. */
    @Override
    public void mend() {
        jumpTo(0);
    }

    /** Written in place: the library has the file in its memory. */
    private void jumpTo(int seconds) {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        number.putLong(seconds).flip();
        try (FileChannel file = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(number, 0);
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
