package de.saalelab.bench;

import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Finds out under what a bench ran. */
final class Conditions {
    private Conditions() {}

    static Report.Conditions now(String command, String postgres, String size) {
        return new Report.Conditions(
                command,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                commit(),
                machine(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                postgres,
                size);
    }

    private static String commit() {
        List<String> command = List.of(
                "git", "-C", ArtefactServer.project().toString(), "describe", "--always", "--dirty", "--abbrev=10");
        Command.Ended ended = Command.end(10, Map.of(), command);
        return ended.code() == 0 ? ended.output().strip() : "unknown";
    }

    private static String machine() {
        try {
            String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
            String memory =
                    Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", "");
            return "%s, %d GB, Linux %s"
                    .formatted(model, Long.parseLong(memory) >> 20, System.getProperty("os.version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
