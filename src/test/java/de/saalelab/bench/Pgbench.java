package de.saalelab.bench;

import de.saalelab.platform.db.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement per transaction, prepared, from as many clients as the server has connections: what PostgreSQL gives without a server before it.
 *
 * @param clients connections
 */
record Pgbench(DatabaseAddress address, int clients) {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)(?:/\\d+)?");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

    /** What it saw; the time is the mean in milliseconds. */
    record Seen(double perSecond, long transactions, long failed, double meanMillis) {}

    /** Runs a script for some seconds; {@code :n} in it counts up over all clients, from 0. */
    Seen run(String script, int seconds) {
        try {
            Path file = Files.createTempFile("bench", ".sql");
            Files.writeString(
                    file, "\\set n :turn * %d + :client_id\n\\set turn :turn + 1\n%s".formatted(clients, script));
            String output = Command.run(
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
                            "2",
                            "-T",
                            String.valueOf(seconds),
                            "-D",
                            "turn=0",
                            "-f",
                            file.toString(),
                            "-h",
                            address.host(),
                            "-p",
                            String.valueOf(address.port()),
                            "-U",
                            address.user(),
                            address.database()));
            Files.delete(file);
            return parse(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Seen parse(String output) {
        return new Seen(
                Double.parseDouble(found(RATE, output)),
                Long.parseLong(found(DONE, output)),
                Long.parseLong(found(FAILED, output)),
                Double.parseDouble(found(LATENCY, output)));
    }

    private static String found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench gave no figures:\n" + output);
        }
        return matcher.group(1);
    }
}
