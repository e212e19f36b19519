package de.saalelab.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that come with an installed PostgreSQL, such as {@code pg_dump}.
 *
 * @param folder where they are
 */
record PostgresPrograms(Path folder) {
    /** How a program ended, and what it said. */
    record Ended(int exit, List<String> lines) {
        boolean well() {
            return exit == 0;
        }

        String lastLine() {
            return lines.isEmpty() ? "no word" : lines.getLast();
        }
    }

    /** Those of one release, where Debian, Red Hat or the makers' packages put them. */
    static Optional<PostgresPrograms> of(int major) {
        return List.of("/usr/lib/postgresql/%d/bin", "/usr/pgsql-%d/bin", "/opt/postgresql/%d/bin").stream()
                .map(place -> Path.of(place.formatted(major)))
                .filter(place -> Files.isExecutable(place.resolve("pg_dump")))
                .map(PostgresPrograms::new)
                .findFirst();
    }

    /** As {@link #of}, or a refusal that names the package. */
    static PostgresPrograms required(int major) {
        return of(major)
                .orElseThrow(() -> new BackupException(
                        ("The programs of PostgreSQL %d are needed on this machine; on Debian: apt-get install postgresql-client-%d "
                                        + "(for pg_verifybackup: postgresql-%d).")
                                .formatted(major, major, major)));
    }

    /** Runs one on a database. The password goes through the environment, where other accounts do not see it. */
    Ended run(DatabaseAddress address, List<String> arguments) {
        return run(
                arguments,
                Map.of(
                        "PGHOST", address.host(),
                        "PGPORT", String.valueOf(address.port()),
                        "PGUSER", address.user(),
                        "PGDATABASE", address.database(),
                        "PGPASSWORD", address.password(),
                        "PGTZ", "UTC",
                        "PGAPPNAME", "saalelab backup"));
    }

    /** Runs one on files. */
    Ended run(List<String> arguments) {
        return run(arguments, Map.of());
    }

    private Ended run(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(arguments);
        command.set(0, folder.resolve(arguments.getFirst()).toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().put("PATH", folder + ":/usr/bin:/bin");
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            List<String> lines = process.inputReader().lines().toList();
            return new Ended(process.onExit().join().exitValue(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be run".formatted(command.getFirst()), e);
        }
    }
}
