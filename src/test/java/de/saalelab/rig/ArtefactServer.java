package de.saalelab.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The built artefact ({@code target/saalelab.jar}) as a process of its own, with the options of {@code scripts/run}; to be measured and killed. In the
 * tests of the build, which come before the artefact, the same from their class path.
 */
public final class ArtefactServer implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Process process;
    private final int port;

    private ArtefactServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it; use {@link #awaitReady} before anything else.
     *
     * @param port where it listens
     * @param settings environment variables, such as {@code DATABASE_URL}; limits on callers are lifted unless set here
     * @param log where its words go, appended
     * @param javaOptions further options of the JVM, behind those of {@code scripts/run}
     */
    public static ArtefactServer start(int port, Map<String, String> settings, Path log, String... javaOptions) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(javaOptions));
        command.addAll(program());
        command.add("serve");
        Map<String, String> environment = new HashMap<>(Map.of(
                "HTTP_PORT", String.valueOf(port),
                "REQUESTS_PER_MINUTE", "1000000",
                "DEVICES_PER_ADDRESS", "1000000",
                "DRAIN_NOTICE_MS", "200"));
        environment.putAll(settings);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ArtefactServer(builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> program() {
        String underTest = System.getProperty("surefire.test.class.path");
        if (underTest != null) {
            return List.of("-XX:TieredStopAtLevel=1", "-cp", underTest, "de.saalelab.app.Main");
        }
        Path target = project().resolve("target");
        List<String> program = new ArrayList<>();
        Path aot = target.resolve("saalelab.aot");
        if (Files.exists(aot)) {
            program.add("-XX:AOTCache=" + aot);
        }
        program.addAll(List.of("-jar", target.resolve("saalelab.jar").toString()));
        return program;
    }

    /** The working copy. */
    public static Path project() {
        return Path.of(System.getProperty("saalelab.project", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** A port that nobody listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready; fails when it ends or takes longer than two minutes. */
    public ArtefactServer awaitReady() {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server ended with " + process.exitValue());
            }
            if (ready()) {
                return this;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException("The server is not ready after " + LONGEST_START);
    }

    /** Whether it says that it is ready. Asked on a bare socket: whoever asks often must not take the processor from what starts. */
    public boolean ready() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream()
                    .write("GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public Process process() {
        return process;
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        join();
    }

    /** SIGTERM; the exit code. */
    public int stop() {
        process.destroy();
        join();
        return process.exitValue();
    }

    private void join() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
