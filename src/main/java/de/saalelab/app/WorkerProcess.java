package de.saalelab.app;

import de.saalelab.platform.http.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One worker as a child of ours, with our JVM's options. It ends when we do: its standard input is a pipe that we hold. */
final class WorkerProcess {
    /** Longer than a worker takes to drain, finish its requests and close. */
    private static final Duration LONGEST_END = Duration.ofSeconds(60);

    private static final int ANSWER_MILLIS = 2_000;
    private final Worker worker;
    private final Process process;
    private final long startedNanos = System.nanoTime();

    private WorkerProcess(Worker worker, Process process) {
        this.worker = worker;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param arguments of {@code serve}
     * @param environment beside our own
     */
    static WorkerProcess start(Worker worker, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"));
        command.addAll(arguments);
        command.addAll(
                List.of(ServeCommand.WORKER + "=" + worker.number(), ServeCommand.WORKER_PORT + "=" + worker.port()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return new WorkerProcess(worker, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("A worker cannot be started", e);
        }
    }

    Worker worker() {
        return worker;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Waits for its end; returns the exit code. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Whether it says that it is ready. */
    boolean ready() {
        try {
            HttpURLConnection health =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + worker.port() + "/health/ready")
                            .toURL()
                            .openConnection();
            health.setConnectTimeout(ANSWER_MILLIS);
            health.setReadTimeout(ANSWER_MILLIS);
            return health.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGTERM, and in the end SIGKILL; returns when it is gone. */
    void stop() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (process.isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }
}
