package de.saalelab.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A running postmaster, our direct child. */
record PostgresProcess(Process process, ChildProcess children, PostgresBinaries binaries) {
    private static final Duration POLL = Duration.ofMillis(10);
    /** Long, because recovery after a crash replays what the last checkpoint left, and killing it would begin it anew. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    private static final Duration WORTH_A_WORD = Duration.ofSeconds(3);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);
    /** The line of postmaster.pid that tells how far it is. */
    private static final int STATUS_LINE = 7;

    /** Starts PostgreSQL on the cluster and waits until it takes connections. */
    static StartOutcome start(
            Path cluster,
            List<String> settings,
            ChildProcess children,
            PostgresBinaries binaries,
            Consumer<String> progress)
            throws IOException {
        return start(cluster, settings, children, binaries, READY_LIMIT, progress);
    }

    /** As above, with another limit than the usual five minutes: replaying a whole archive may take longer. */
    static StartOutcome start(
            Path cluster,
            List<String> settings,
            ChildProcess children,
            PostgresBinaries binaries,
            Duration limit,
            Consumer<String> progress)
            throws IOException {
        long place = children.log().end();
        List<String> command = new ArrayList<>(List.of(binaries.postgres().toString(), "-D", cluster.toString()));
        command.addAll(settings);
        PostgresProcess started = new PostgresProcess(children.spawn("INT", cluster, command), children, binaries);
        boolean ready = false;
        try {
            ready = started.becomesReady(cluster, limit, progress);
            return ready ? new StartOutcome.Ready(started) : explain(children.log(), place);
        } finally {
            if (!ready) {
                started.stop();
            }
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Fast shutdown; if that takes too long, the immediate one; in the end SIGKILL. Returns when the process is gone. */
    void stop() throws IOException {
        try {
            if (endsAfter("INT", FAST_SHUTDOWN) || endsAfter("QUIT", IMMEDIATE_SHUTDOWN)) {
                return;
            }
        } finally {
            if (process.isAlive()) {
                process.destroyForcibly().onExit().join();
            }
        }
    }

    /**
     * Through pg_ctl, because the JDK knows only SIGTERM and SIGKILL.
     *
     * @return whether it was delivered
     */
    static boolean signal(ChildProcess children, PostgresBinaries binaries, String signal, long pid)
            throws IOException {
        List<String> command = List.of(binaries.pgCtl().toString(), "kill", signal, String.valueOf(pid));
        return children.run(SIGNAL_LIMIT, Path.of("/"), command) == 0;
    }

    private boolean endsAfter(String signal, Duration limit) throws IOException {
        if (process.isAlive() && !signal(children, binaries, signal, process.pid())) {
            return false;
        }
        return ChildProcess.endsWithin(process, limit);
    }

    private boolean becomesReady(Path cluster, Duration limit, Consumer<String> progress) throws IOException {
        Patience patience = new Patience(limit);
        boolean told = false;
        while (!ChildProcess.endsWithin(process, POLL)) {
            if (isReady(cluster)) {
                return true;
            }
            if (!told && patience.waitedLongerThan(WORTH_A_WORD)) {
                progress.accept("PostgreSQL is still starting (after a crash it first recovers its data)");
                told = true;
            }
            patience.requireOr("PostgreSQL did not get ready within %d minutes (log: %s)."
                    .formatted(limit.toMinutes(), children.log().file()));
        }
        return false;
    }

    private boolean isReady(Path cluster) throws IOException {
        try {
            List<String> lines =
                    Files.readString(cluster.resolve("postmaster.pid")).lines().toList();
            return lines.size() > STATUS_LINE
                    && lines.getFirst().equals(String.valueOf(process.pid()))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static StartOutcome explain(ServerLog log, long place) {
        Optional<String> passing = FailedStart.passing(log, place);
        return passing.isPresent()
                ? new StartOutcome.Busy(passing.get())
                : new StartOutcome.Broken(FailedStart.sentence(log, place));
    }
}
