package de.saalelab.bench;

import de.saalelab.platform.db.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * One statement per transaction, prepared, from as many clients as the server has connections: what PostgreSQL gives without a server before it.
 *
 * @param clients connections
 */
record Pgbench(DatabaseAddress address, int clients) {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)(?:/\\d+)?");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern ABORTED = Pattern.compile("client \\d+ (?:script \\d+ )?aborted", Pattern.MULTILINE);
    /** Of so many transactions one is written down with its time: enough for percentiles, too few to cost much. */
    private static final double SAMPLED = 0.1;
    /** Place of the time in microseconds in a line of pgbench's log. */
    private static final int MICROS = 2;

    /** pgbench counts the time in which its clients connect into the length that it is given. */
    private static final int CONNECTING_SECONDS = 2;

    private static final long LONGEST_MICROS = 60_000_000;

    /**
     * What it saw.
     *
     * @param failed transactions that failed, and clients that gave up
     * @param micros times of the sampled transactions; empty when none was done
     */
    record Seen(double perSecond, long transactions, long failed, Histogram micros) {
        /** Milliseconds; not a number when nothing was seen. */
        double millis(double percentile) {
            return micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /** Runs a script for some seconds; {@code :n} in it counts up over all clients, from 0. */
    Seen run(String script, int seconds) {
        try {
            Path folder = Files.createTempDirectory("bench");
            Path file = folder.resolve("script.sql");
            Files.writeString(
                    file, "\\set n :turn * %d + :client_id\n\\set turn :turn + 1\n%s".formatted(clients, script));
            Command.Ended ended = Command.end(
                    seconds + 60L,
                    Map.of("PGPASSWORD", address.password(), "PGSSLMODE", "disable"),
                    List.of(
                            "pgbench",
                            "-n",
                            "-M",
                            "prepared",
                            "-c",
                            String.valueOf(clients),
                            "-j",
                            "1",
                            "-T",
                            String.valueOf(seconds + CONNECTING_SECONDS),
                            "-D",
                            "turn=0",
                            "-l",
                            "--sampling-rate=" + SAMPLED,
                            "--log-prefix=" + folder.resolve("log"),
                            "-f",
                            file.toString(),
                            "-h",
                            address.host(),
                            "-p",
                            String.valueOf(address.port()),
                            "-U",
                            address.user(),
                            address.database()));
            List<String> log = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    if (!each.equals(file)) {
                        log.addAll(Files.readAllLines(each));
                    }
                    Files.delete(each);
                }
            }
            Files.delete(folder);
            return parse(ended.output(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what pgbench said; where no transaction was done, it says no rate, and that is a rate of 0. */
    static Seen parse(String output, List<String> log) {
        String done =
                found(DONE, output).orElseThrow(() -> new IllegalStateException("pgbench gave no figures:\n" + output));
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        log.forEach(line -> micros.recordValue(Math.min(LONGEST_MICROS, Long.parseLong(line.split(" ", -1)[MICROS]))));
        return new Seen(
                found(RATE, output).map(Double::parseDouble).orElse(0.0),
                Long.parseLong(done),
                found(FAILED, output).map(Long::parseLong).orElse(0L)
                        + ABORTED.matcher(output).results().count(),
                micros);
    }

    private static Optional<String> found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
