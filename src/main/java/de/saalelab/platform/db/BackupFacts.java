package de.saalelab.platform.db;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a backup says of itself, as {@code backup.properties}.
 *
 * @param startedAt by the database's clock
 * @param finishedAt by the database's clock; from this moment on a restore can begin with it
 * @param major PostgreSQL's release
 * @param systemIdentifier the cluster; its log fits no other
 * @param startWal first segment of the log that a restore needs
 * @param stopWal last segment that makes the copy whole; both are in the copy itself
 * @param bytes size when unpacked
 */
public record BackupFacts(
        Instant startedAt,
        Instant finishedAt,
        int major,
        String systemIdentifier,
        String startWal,
        String stopWal,
        long bytes) {

    WalSegment start() {
        return WalSegment.named(startWal).orElseThrow(() -> new BackupException("The backup names no segment."));
    }

    WalSegment stop() {
        return WalSegment.named(stopWal).orElseThrow(() -> new BackupException("The backup names no segment."));
    }

    String text() {
        Map<String, String> values = new TreeMap<>(Map.of(
                "started-at", startedAt.toString(),
                "finished-at", finishedAt.toString(),
                "postgresql", String.valueOf(major),
                "system-identifier", systemIdentifier,
                "start-wal", startWal,
                "stop-wal", stopWal,
                "bytes", String.valueOf(bytes)));
        StringWriter text = new StringWriter();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    /** @throws IllegalArgumentException when something is missing or is not what it should be */
    static BackupFacts parse(String text) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        return new BackupFacts(
                moment(values, "started-at"),
                moment(values, "finished-at"),
                Integer.parseInt(required(values, "postgresql")),
                required(values, "system-identifier"),
                required(values, "start-wal"),
                required(values, "stop-wal"),
                Long.parseLong(required(values, "bytes")));
    }

    private static Instant moment(Properties values, String name) {
        try {
            return Instant.parse(required(values, name));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is no moment", e);
        }
    }

    private static String required(Properties values, String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no " + name);
        }
        return value;
    }
}
