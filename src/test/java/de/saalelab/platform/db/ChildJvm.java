package de.saalelab.platform.db;

import de.saalelab.platform.db.EmbeddedPostgres.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs {@link EmbeddedPostgresProgram}. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private final List<String> seen = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    static ChildJvm start(Path folder) throws IOException {
        return start(folder, Durability.TESTS_ONLY);
    }

    static ChildJvm start(Path folder, Durability durability) throws IOException {
        return start(List.of(), classPath(), folder, PostgresTestFolder.programs(), durability, Map.of());
    }

    static ChildJvm start(
            List<String> prefix, String classPath, Path folder, Path programs, Map<String, String> environment)
            throws IOException {
        return start(prefix, classPath, folder, programs, Durability.TESTS_ONLY, environment);
    }

    private static ChildJvm start(
            List<String> prefix,
            String classPath,
            Path folder,
            Path programs,
            Durability durability,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                EmbeddedPostgresProgram.class.getName(),
                folder.toString(),
                programs.toString(),
                durability.name()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The rest of the first line that begins so. */
    String await(String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.add(line);
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
        }
        throw new AssertionError("The child ended without \"" + beginning + "\": " + seen);
    }

    long awaitReady() throws IOException {
        return Long.parseLong(await("ready"));
    }

    List<String> seen() {
        return seen;
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it end in order. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
