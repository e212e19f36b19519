package de.saalelab.platform.db;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the log why PostgreSQL, or the making of its cluster, failed. */
final class FailedStart {
    private static final Pattern MISSING_LIBRARY = Pattern.compile("error while loading shared libraries: ([^:]+):");
    private static final Pattern MISSING_LOCALE = Pattern.compile("invalid locale name \"C.UTF-8\"");
    private static final Pattern MISSING_LOADER = Pattern.compile("(initdb|postgres): No such file or directory");
    private static final Pattern NAMELESS_USER = Pattern.compile("could not look up effective user ID (\\d+)");
    private static final Pattern MESSAGE = Pattern.compile("\\b(?:FATAL|PANIC|error|fatal):\\s+(.*)|setpriv: (.*)");

    private FailedStart() {}

    /** What PostgreSQL says while a predecessor is not quite gone; all of it passes by itself. */
    static Optional<String> passing(ServerLog log, long place) {
        return log.since(place).stream().flatMap(line -> passing(line).stream()).findFirst();
    }

    /** One sentence for the person at the terminal. */
    static String sentence(ServerLog log, long place) {
        List<String> lines = log.since(place);
        return lines.stream()
                .flatMap(line -> known(line).stream())
                .findFirst()
                .or(() -> lines.stream().flatMap(line -> message(line).stream()).findFirst())
                .orElse("The embedded PostgreSQL did not start.")
                .concat(" (log: " + log.file() + ")");
    }

    private static Optional<String> passing(String line) {
        if (line.contains("lock file \"postmaster.pid\" already exists")) {
            return Optional.of("the previous PostgreSQL has not ended yet");
        }
        if (line.contains("pre-existing shared memory block")) {
            return Optional.of("the memory of the previous PostgreSQL is still in use");
        }
        return line.contains("Address already in use") ? Optional.of("the port is still taken") : Optional.empty();
    }

    private static Optional<String> known(String line) {
        Matcher library = MISSING_LIBRARY.matcher(line);
        if (library.find()) {
            return Optional.of("The embedded PostgreSQL cannot run here because the library %s is missing."
                    .formatted(library.group(1)));
        }
        if (MISSING_LOCALE.matcher(line).find()) {
            return Optional.of("The embedded PostgreSQL needs the locale C.UTF-8, which this system lacks.");
        }
        if (MISSING_LOADER.matcher(line).find()) {
            return Optional.of(
                    "The embedded PostgreSQL cannot run here because this system has another C library than glibc.");
        }
        Matcher user = NAMELESS_USER.matcher(line);
        return user.find()
                ? Optional.of(
                        "The embedded PostgreSQL needs a name in /etc/passwd for the user %s.".formatted(user.group(1)))
                : Optional.empty();
    }

    private static Optional<String> message(String line) {
        Matcher message = MESSAGE.matcher(line);
        if (!message.find()) {
            return Optional.empty();
        }
        String text = message.group(1) == null ? message.group(2) : message.group(1);
        return Optional.of("The embedded PostgreSQL did not start: %s.".formatted(text));
    }
}
