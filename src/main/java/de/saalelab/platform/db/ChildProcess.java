package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Spawns PostgreSQL and its tools so that they die with this process.
 *
 * @param account who they run as
 * @param log where they write
 */
record ChildProcess(ServerAccount account, ServerLog log) {

    /**
     * The kernel sends {@code deathSignal} to the child when the <em>thread</em> that spawned it ends, so every child gets a
     * platform thread that lives exactly as long as the child does. A pool's or a virtual thread's carrier may end earlier.
     *
     * @param directory the working folder, by which {@link LeftoverProcesses} finds children that outlived us
     */
    Process spawn(String deathSignal, Path directory, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(account.command(deathSignal, command))
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        // Neither our secrets nor somebody's PGDATA or LC_ALL may reach PostgreSQL.
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        CompletableFuture<Process> spawned = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("parent of " + Path.of(command.getFirst()).getFileName())
                .start(() -> parent(builder, spawned));
        try {
            return spawned.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    /**
     * Runs a tool to its end.
     *
     * @return its exit code
     * @throws IOException when it takes longer than {@code limit}; it is killed then
     */
    int run(Duration limit, Path directory, List<String> command) throws IOException {
        Process process = spawn("KILL", directory, command);
        if (!endsWithin(process, limit)) {
            process.destroyForcibly();
            throw new IOException("%s took longer than %d seconds".formatted(command.getFirst(), limit.toSeconds()));
        }
        return process.exitValue();
    }

    /** Waits without an ear for interrupts: a shutdown that is itself interrupted must still end in order. */
    static boolean endsWithin(Process process, Duration limit) {
        process.onExit()
                .completeOnTimeout(process, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return !process.isAlive();
    }

    private static void parent(ProcessBuilder builder, CompletableFuture<Process> spawned) {
        try {
            Process process = builder.start();
            spawned.complete(process);
            process.onExit().join();
        } catch (IOException e) {
            spawned.completeExceptionally(e);
        }
    }
}
