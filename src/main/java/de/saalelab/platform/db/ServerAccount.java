package de.saalelab.platform.db;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operating-system account that PostgreSQL runs under. PostgreSQL refuses to be root, so root hands it to an unprivileged
 * account; everybody else runs it as themselves.
 *
 * @param uid numeric user, because a container need not have names
 * @param gid numeric group
 * @param switched whether this process is root and has to change to that account
 */
record ServerAccount(int uid, int gid, boolean switched) {
    /** "nobody" on every Linux of today. */
    private static final int NOBODY = 65534;

    private static final int ROOT = 0;
    private static final int OTHERS_MAY_PASS = 0001;
    private static final int OWNER_MAY_PASS = 0100;

    /** Root takes the account that already owns the cluster, so that a start by root does not lock its owner out. */
    static ServerAccount forCluster(Path cluster) throws IOException {
        int self = effective("Uid:");
        if (self != ROOT) {
            return new ServerAccount(self, effective("Gid:"), false);
        }
        int owner = Files.exists(cluster) ? (int) Files.getAttribute(cluster, "unix:uid") : ROOT;
        return owner == ROOT
                ? new ServerAccount(NOBODY, NOBODY, true)
                : new ServerAccount(owner, (int) Files.getAttribute(cluster, "unix:gid"), true);
    }

    /** Gives a file or folder to the account. */
    void own(Path path) throws IOException {
        if (switched) {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", gid);
        }
    }

    /** Creates the folder and those above it that are missing, all of them passable for the account whatever the umask is. */
    void createPassable(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (Files.isDirectory(folder)) {
            return;
        }
        if (parent != null) {
            createPassable(parent);
        }
        Files.createDirectories(folder);
        Files.setAttribute(folder, "unix:mode", switched ? 0711 : 0700);
    }

    /** The first folder on the way to {@code folder} (a real path) that the account cannot pass. */
    Optional<Path> closedOnTheWayTo(Path folder) throws IOException {
        if (!switched) {
            return Optional.empty();
        }
        Path step = folder.getRoot();
        for (Path name : folder) {
            step = step.resolve(name);
            if (!mayPass(step)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /**
     * The command, run as this account and in a session of its own (Ctrl+C at the terminal must reach Saalelab only, which
     * then stops PostgreSQL in order), that receives {@code deathSignal} when the thread that spawned it dies. The signal is
     * set after the change of account, which would clear it.
     */
    List<String> command(String deathSignal, List<String> command) {
        List<String> whole = new ArrayList<>(
                List.of(program("setsid"), program("setpriv"), "--pdeathsig", deathSignal, "--no-new-privs"));
        if (switched) {
            whole.addAll(List.of("--reuid", String.valueOf(uid), "--regid", String.valueOf(gid), "--clear-groups"));
        }
        whole.add("--");
        whole.addAll(command);
        return whole;
    }

    private static String program(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name).toAbsolutePath().toString();
            }
        }
        throw new PostgresStartException(
                "The embedded PostgreSQL needs the program %s of the package util-linux, which is not installed."
                        .formatted(name));
    }

    private boolean mayPass(Path folder) throws IOException {
        int mode = (int) Files.getAttribute(folder, "unix:mode");
        boolean owner = (int) Files.getAttribute(folder, "unix:uid") == uid;
        return (mode & (owner ? OWNER_MAY_PASS : OTHERS_MAY_PASS)) != 0;
    }

    private static int effective(String line) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith(line))
                .map(l -> Integer.parseInt(l.split("\\s+", -1)[2]))
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/status has no " + line));
    }
}
