package de.saalelab.platform.db;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every file of a backup with its size and SHA-256, and the SHA-256 of that list: whatever is changed, missing or too much shows.
 *
 * @param files by name; names in the archive are relative to the cluster
 */
record BackupManifest(Map<String, Entry> files) {
    private static final String SELF = "manifest ";

    /** What is known of one file. */
    record Entry(long bytes, String sha256) {}

    BackupManifest {
        files = Map.copyOf(files);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(files)
                .forEach((name, entry) -> text.append(entry.sha256())
                        .append(' ')
                        .append(entry.bytes())
                        .append(' ')
                        .append(name)
                        .append('\n'));
        return text + SELF + sha256(text.toString().getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    /** @throws IllegalArgumentException when the list is not what it was when it was written */
    static BackupManifest parse(String text) {
        List<String> lines = text.lines().toList();
        Map<String, Entry> files = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            if (parts.length == 3 && parts[1].matches("\\d{1,18}")) {
                files.put(parts[2], new Entry(Long.parseLong(parts[1]), parts[0]));
            }
        }
        BackupManifest manifest = new BackupManifest(files);
        if (!manifest.text().equals(text)) {
            throw new IllegalArgumentException("The list of files was changed");
        }
        return manifest;
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }
}
