package de.saalelab.knowledge;

import java.util.List;
import java.util.Optional;

/**
 * An administrative service, in one language; what has no English text is said in German.
 *
 * @param key stable key such as {@code vehicle-deregistration}
 * @param steps what one does, in order
 * @param documents what to bring
 * @param online whether it can be done without a visit
 * @param sample true while nobody at the office has confirmed the data
 */
public record Service(
        String key,
        String name,
        Optional<String> officialName,
        String summary,
        List<String> steps,
        List<String> documents,
        Terms terms,
        boolean online,
        Level level,
        boolean sample) {
    /** Who carries the service. */
    public enum Level {
        COUNTY,
        MUNICIPALITY
    }

    /** What it costs, how long it takes, by when it is due, and where it can be read about or done. */
    public record Terms(
            Optional<String> fee, Optional<String> duration, Optional<String> deadline, Optional<String> link) {}

    /** As much of a service as a list shows. */
    public record Summary(String key, String name, String summary) {}

    public Service {
        steps = List.copyOf(steps);
        documents = List.copyOf(documents);
    }
}
