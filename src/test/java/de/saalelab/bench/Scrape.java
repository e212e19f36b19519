package de.saalelab.bench;

import de.saalelab.rig.ArtefactServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server's own {@code /metrics} say: how often it gave which answer, and how full its heap is. So the load generator need not look at answers.
 *
 * @param answers since its start, by status
 * @param heapMegabytes in use now, garbage included
 */
record Scrape(Map<Integer, Long> answers, double heapMegabytes) {
    private static final Pattern ANSWERS =
            Pattern.compile("saalelab_operation_seconds_count\\{.*status=\"(\\d{3})\".*} ([0-9.E+]+)");
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\".*} ([0-9.E+]+)");

    static Scrape of(ArtefactServer server) {
        return parse(Web.get(server.url("/metrics"), ""));
    }

    static Scrape parse(String text) {
        Map<Integer, Long> answers = new TreeMap<>();
        double heap = 0;
        for (String line : text.split("\n", -1)) {
            Matcher counted = ANSWERS.matcher(line);
            if (counted.matches()) {
                answers.merge(
                        Integer.valueOf(counted.group(1)), (long) Double.parseDouble(counted.group(2)), Long::sum);
            }
            Matcher used = HEAP.matcher(line);
            if (used.matches()) {
                heap += Double.parseDouble(used.group(1));
            }
        }
        return new Scrape(answers, heap / (1 << 20));
    }

    /** Answers from status 400 on that were given since an earlier look; those that are none are left out. */
    Map<String, Long> refusalsSince(Scrape earlier) {
        Map<String, Long> refusals = new TreeMap<>();
        answers.forEach((status, count) -> {
            long more = count - earlier.answers.getOrDefault(status, 0L);
            if (status >= 400 && more > 0) {
                refusals.put(status.toString(), more);
            }
        });
        return refusals;
    }
}
