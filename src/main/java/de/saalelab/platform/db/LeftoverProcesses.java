package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a killed Saalelab or a killed PostgreSQL left at work in a cluster. Every process of PostgreSQL has the cluster as its
 * working folder, and so have our tools; who holds the folder's lock may stop them. A dead process that nobody has reaped has no
 * working folder and is not counted.
 */
record LeftoverProcesses(Path cluster, ChildProcess children, PostgresBinaries binaries) {
    private static final Duration ORDERLY = Duration.ofSeconds(10);
    private static final Duration AT_ALL = Duration.ofSeconds(20);

    /** Returns when nothing is at work there any more. */
    void stop(Consumer<String> progress) throws IOException {
        if (!Files.exists(cluster)) {
            return;
        }
        List<Long> pids = atWork();
        if (!pids.isEmpty()) {
            progress.accept("Waiting for the previous PostgreSQL (process %d) to end"
                    .formatted(postmaster().filter(pids::contains).orElse(pids.getFirst())));
            Patience patience = new Patience(AT_ALL);
            String signal = "INT";
            signalPostmaster(signal);
            while (!atWork().isEmpty()) {
                if (signal.equals("INT") && patience.waitedLongerThan(ORDERLY)) {
                    signal = "QUIT";
                    signalPostmaster(signal);
                }
                patience.pauseOr("The previous PostgreSQL in %s does not end (processes %s): stop it by hand."
                        .formatted(cluster, pids));
            }
        }
        forgetWrongPid();
    }

    /**
     * PostgreSQL refuses to start while the process that postmaster.pid names exists, even if that one is dead but not reaped, or
     * is a stranger with a number used again. Only then the file goes; otherwise PostgreSQL judges for itself.
     */
    private void forgetWrongPid() throws IOException {
        Optional<Long> named = postmaster();
        if (named.isPresent() && Files.exists(Path.of("/proc", named.get().toString()))) {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        }
    }

    /** Without a postmaster its workers notice by themselves; initdb has got its signal from the kernel. */
    private void signalPostmaster(String signal) throws IOException {
        Optional<Long> postmaster = postmaster();
        if (postmaster.isPresent()
                && worksHere(postmaster.get())
                && !PostgresProcess.signal(children, binaries, signal, postmaster.get())
                && worksHere(postmaster.get())) {
            throw new PostgresStartException(
                    "The previous PostgreSQL (process %d) in %s cannot be stopped from this account."
                            .formatted(postmaster.get(), cluster));
        }
    }

    private Optional<Long> postmaster() throws IOException {
        try {
            return Files.readString(cluster.resolve("postmaster.pid"))
                    .lines()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,10}"))
                    .map(Long::valueOf);
        } catch (NoSuchFileException e) {
            // Stopped in order, perhaps this very moment.
            return Optional.empty();
        }
    }

    private List<Long> atWork() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(this::worksHere)
                .toList();
    }

    private boolean worksHere(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd"))
                    .equals(cluster);
        } catch (IOException e) {
            // Gone, dead, or somebody else's; ours run under our account or under root's eyes.
            return false;
        }
    }
}
