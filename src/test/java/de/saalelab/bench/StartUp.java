package de.saalelab.bench;

import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** From the start of the process until it says that it is ready. */
record StartUp(Lab lab, int runs, Consumer<String> progress) {
    List<Figure> measure() {
        Path log = lab.folder().resolve("server.log");
        once(Map.of("DATABASE_URL", lab.databaseUrl()), log);
        List<Double> running = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            running.add(once(Map.of("DATABASE_URL", lab.databaseUrl()), log));
            progress.accept("ready against a running database after %.2f s".formatted(running.getLast()));
        }
        Path data = lab.folder().resolve("embedded");
        delete(data);
        double first = once(Map.of("DATA_DIR", data.toString()), log);
        progress.accept("ready with a new database of its own after %.2f s".formatted(first));
        List<Double> later = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            later.add(once(Map.of("DATA_DIR", data.toString()), log));
            progress.accept("ready with its own database again after %.2f s".formatted(later.getLast()));
        }
        delete(data);
        boolean cached = Files.exists(ArtefactServer.project().resolve("target/saalelab.aot"));
        String with = cached ? "with the AOT cache" : "without an AOT cache: there is none in target";
        return List.of(
                figure(1.0, "ready, database running", running, with),
                Figure.atMost(10, "ready, embedded database, first ever", first, "s", with),
                figure(3.0, "ready, embedded database, second start", later, with));
    }

    private static Figure figure(double target, String name, List<Double> seconds, String with) {
        List<Double> sorted = seconds.stream().sorted().toList();
        String detail = "%s; %d starts, %s to %s s"
                .formatted(with, sorted.size(), Figure.number(sorted.getFirst()), Figure.number(sorted.getLast()));
        return Figure.atMost(target, name, sorted.get(sorted.size() / 2), "s", detail);
    }

    /** Seconds; stops it again. */
    private static double once(Map<String, String> settings, Path log) {
        long start = System.nanoTime();
        try (ArtefactServer server = ArtefactServer.start(ArtefactServer.freePort(), settings, log)) {
            server.awaitReady();
            double seconds = (System.nanoTime() - start) / 1e9;
            server.stop();
            return seconds;
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
