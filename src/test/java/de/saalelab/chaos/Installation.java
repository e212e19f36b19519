package de.saalelab.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The distribution's PostgreSQL: its programs, run by an unprivileged account when we are root, because PostgreSQL refuses to run as root.
 *
 * @param programs folder with initdb, postgres, pg_basebackup
 * @param account who runs them; empty means whoever we are
 */
record Installation(Path programs, Optional<String> account) {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String ABSENT = "PostgreSQL is not installed; install it with: apt-get install postgresql";
    private static final int TOOL_MINUTES = 5;

    /** The newest that is installed. */
    static Installation find() {
        if (!Files.isDirectory(VERSIONS)) {
            throw new Missing(ABSENT);
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            Path version = versions.filter(found -> Files.isExecutable(found.resolve("bin/initdb")))
                    .max(Comparator.comparingDouble(
                            found -> Double.parseDouble(found.getFileName().toString())))
                    .orElseThrow(() -> new Missing(ABSENT));
            boolean root = System.getProperty("user.name").equals("root");
            return new Installation(version.resolve("bin"), root ? Optional.of("postgres") : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a drill needs and this machine has not; its message is one sentence. */
    static final class Missing extends RuntimeException {
        private final String sentence;

        Missing(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /** A folder for data that the account owns. */
    void ownFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            if (account.isPresent()) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(account.get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one of its programs, which ends when this process ends, however it ends.
     *
     * @param environment added to a minimal one
     */
    Process spawn(Path log, Map<String, String> environment, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        account.ifPresent(name -> command.addAll(List.of("--reuid=" + name, "--regid=" + name, "--clear-groups")));
        command.add(programs.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(environment);
        return fromLastingThread(builder);
    }

    /** Runs one of its programs to its end. */
    void run(Path log, Map<String, String> environment, String program, List<String> arguments) {
        Process process = spawn(log, environment, program, arguments);
        try {
            if (!process.waitFor(TOOL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " takes too long (log: " + log + ")");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(program + " ended with " + process.exitValue() + " (log: " + log + ")");
        }
    }

    /** The kernel sends the death signal when the thread that spawned the process ends, so that thread lives as long as the process. */
    private static Process fromLastingThread(ProcessBuilder builder) {
        CompletableFuture<Process> spawned = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("parent of PostgreSQL").start(() -> {
            try {
                Process process = builder.start();
                spawned.complete(process);
                process.onExit().join();
            } catch (IOException e) {
                spawned.completeExceptionally(e);
            }
        });
        try {
            return spawned.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
