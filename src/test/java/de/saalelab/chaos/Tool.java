package de.saalelab.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the system that a drill calls. */
final class Tool {
    private Tool() {}

    /** Runs it to its end; fails with its words when it fails. */
    static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + words.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Says in one sentence that it is missing, if it is. */
    static void need(String program, String sentence) {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
        if (!there && !Files.isExecutable(Path.of("/usr/sbin", program))) {
            throw new Installation.Missing(sentence);
        }
    }

    /** The drills that change the network or mount something do it in namespaces that end with them, which {@code scripts/chaos} makes as root. */
    static void needNamespaces() {
        if (!Boolean.getBoolean("saalelab.chaos.namespaces")) {
            throw new Installation.Missing("This drill needs namespaces of its own; run scripts/chaos as root.");
        }
    }

    /** The first file below the folder, at most three levels deep, with this name. */
    static Path find(Path folder, String name, String sentence) {
        try (Stream<Path> files = Files.find(folder, 3, (path, facts) -> path.endsWith(name))) {
            List<Path> found = files.toList();
            if (found.isEmpty()) {
                throw new Installation.Missing(sentence);
            }
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
