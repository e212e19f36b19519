package de.saalelab.platform.live;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Ids of server-sent events: the versions of the stream's topics, in the order in which they were asked for, such as {@code 213} or {@code 213-17-4}. A
 * client that sends its last one with the same topics gets what it has missed, and nothing twice.
 */
final class EventIds {
    /** Stands for a version that the client does not have. */
    static final long NONE = -1;

    private static final String UNKNOWN = "x";
    private static final int LONGEST = 18;

    private EventIds() {}

    static String write(long[] versions) {
        return Arrays.stream(versions)
                .mapToObj(version -> version == NONE ? UNKNOWN : String.valueOf(version))
                .collect(Collectors.joining("-"));
    }

    /** The versions in an id; none at all when it does not fit the number of topics. */
    static long[] read(String id, int topics) {
        String[] parts = id.split("-", -1);
        long[] versions = new long[topics];
        Arrays.fill(versions, NONE);
        if (parts.length == topics) {
            for (int i = 0; i < topics; i++) {
                boolean number = parts[i].length() <= LONGEST && parts[i].matches("[0-9]+");
                versions[i] = number ? Long.parseLong(parts[i]) : NONE;
            }
        }
        return versions;
    }
}
