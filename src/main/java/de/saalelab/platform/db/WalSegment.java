package de.saalelab.platform.db;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of PostgreSQL's write-ahead log, 16 MB of it.
 *
 * @param timeline grows by one with every restore
 * @param number counts on across timelines
 */
record WalSegment(int timeline, long number) implements Comparable<WalSegment> {
    static final long BYTES = 16L << 20;

    private static final int PER_FILE_GROUP = 0x100;
    private static final Pattern NAME = Pattern.compile("([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})");
    private static final Pattern LOCATION = Pattern.compile("([0-9A-F]{1,8})/([0-9A-F]{1,8})");

    /** The segment that a file in {@code pg_wal} is; empty for all other files there. */
    static Optional<WalSegment> named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(2), 16) * PER_FILE_GROUP + Long.parseLong(parts.group(3), 16);
        return Optional.of(new WalSegment(Integer.parseUnsignedInt(parts.group(1), 16), number));
    }

    /**
     * The number of the segment that holds a location.
     *
     * @param location as PostgreSQL writes it, such as {@code 0/2000028}
     */
    static long numberOf(String location) {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches()) {
            throw new IllegalArgumentException("No location in the log: " + location);
        }
        return ((Long.parseLong(parts.group(1), 16) << 32) + Long.parseLong(parts.group(2), 16)) / BYTES;
    }

    String name() {
        return "%08X%08X%08X".formatted(timeline, number / PER_FILE_GROUP, number % PER_FILE_GROUP);
    }

    @Override
    public int compareTo(WalSegment other) {
        int byNumber = Long.compare(number, other.number);
        return byNumber != 0 ? byNumber : Integer.compare(timeline, other.timeline);
    }
}
