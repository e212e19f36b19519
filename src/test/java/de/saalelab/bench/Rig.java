package de.saalelab.bench;

import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The built server on a filled database, with fresh ground for loads that write. */
record Rig(Lab lab, Sql sql, Ground ground, Loads loads, ArtefactServer server) implements AutoCloseable {
    /** Starts the server with further settings. */
    static Rig start(Lab lab, Map<String, String> settings) {
        Sql sql = Sql.open(lab.address());
        try {
            ArtefactServer server = serve(lab, settings);
            try {
                // Behind the server's start, which brings the schema up to date.
                Ground ground = new Ground(sql);
                ground.prepare();
                lab.checkpoint();
                return new Rig(lab, sql, ground, new Loads(lab.world(), ground), server);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    private static ArtefactServer serve(Lab lab, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("DATABASE_URL", lab.databaseUrl());
        Path log = lab.folder().resolve("server.log");
        ArtefactServer server = ArtefactServer.start(ArtefactServer.freePort(), all, log);
        try {
            return server.awaitReady();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Saturates with so many connections. */
    Wrk wrk(int connections) {
        Path file = lab.folder().resolve("tokens.txt");
        try {
            Files.writeString(
                    file,
                    IntStream.range(0, lab.world().size().tokens())
                            .mapToObj(World::token)
                            .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Wrk(connections, file);
    }

    @Override
    public void close() {
        try (sql) {
            server.close();
        }
    }
}
