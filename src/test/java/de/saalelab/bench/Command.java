package de.saalelab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, for a bounded time. */
final class Command {
    /** How a program ended, and all that it said. */
    record Ended(int code, String output) {}

    private Command() {}

    /** What a program said that must do its work. */
    static String run(long seconds, Map<String, String> environment, List<String> command) {
        Ended ended = end(seconds, environment, command);
        if (ended.code() != 0) {
            throw new IllegalStateException(
                    "%s did not do its work:%n%s".formatted(command.getFirst(), ended.output()));
        }
        return ended.output();
    }

    /** However it ends; it must end in time. */
    static Ended end(long seconds, Map<String, String> environment, List<String> command) {
        try {
            Path said = Files.createTempFile("bench", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String output = Files.readString(said, StandardCharsets.UTF_8);
            Files.delete(said);
            if (!ended) {
                throw new IllegalStateException(
                        "%s did not end in %d s:%n%s".formatted(command.getFirst(), seconds, output));
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
