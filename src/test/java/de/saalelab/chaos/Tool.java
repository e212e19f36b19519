package de.saalelab.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
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

    /** Compiles one of the small libraries among the resources, to be loaded before libc. */
    static Path library(Path folder, String name) {
        need("cc", "A C compiler is not installed; install it with: apt-get install gcc libc6-dev");
        Path source = folder.resolve(name + ".c");
        Path library = folder.resolve(name + ".so");
        try (InputStream code = Tool.class.getResourceAsStream("/chaos/" + name + ".c")) {
            Files.copy(Objects.requireNonNull(code), source, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString());
        return library;
    }
}
