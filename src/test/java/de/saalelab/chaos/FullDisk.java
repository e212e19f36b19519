package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;

/** PostgreSQL's disk, a small file system in memory, is filled to the last byte, and later emptied again. */
final class FullDisk implements Scenario {
    private static final String SIZE = "300m";

    private final Random random;
    private final Path disk;
    private final Node postgres;
    private final ArtefactServer server;

    FullDisk(Ground ground) {
        Tool.needNamespaces();
        this.random = ground.random();
        this.disk = ground.folder().resolve("disk");
        try {
            Files.createDirectories(disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Tool.run("mount", "-t", "tmpfs", "-o", "mode=755,size=" + SIZE, "drill", disk.toString());
        this.postgres =
                Node.primary(Installation.find(), disk.resolve("postgres"), ArtefactServer.freePort(), Map.of());
        this.server =
                ground.server(ArtefactServer.freePort(), postgres.address()).awaitReady();
    }

    @Override
    public long hurt(int round) throws SQLException {
        Path filler = disk.resolve("filler");
        fill(filler);
        if (round % 2 == 0) {
            exhaustLog();
        }
        Pause.millis(500 + random.nextInt(2_500));
        try {
            Files.delete(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long ended = System.nanoTime();
        // Without room for its log PostgreSQL gives up; whoever watches over it starts it again.
        postgres.start();
        return ended;
    }

    /** Uses up the log's segments in reserve, so that the next one finds no room. */
    private void exhaustLog() throws SQLException {
        try (Sql sql = Sql.connect(postgres.address())) {
            for (int i = 0; i < 20 && postgres.alive(); i++) {
                sql.execute("SELECT pg_switch_wal()");
                Pause.millis(10);
            }
        } catch (SQLException e) {
            if (postgres.answers()) {
                throw e;
            }
        }
    }

    private static void fill(Path filler) {
        byte[] piece = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            if (e.getMessage() == null || !e.getMessage().contains("No space left")) {
                throw new UncheckedIOException(e);
            }
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
        Tool.run("umount", disk.toString());
    }
}
