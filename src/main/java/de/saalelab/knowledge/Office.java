package de.saalelab.knowledge;

import java.util.List;
import java.util.Optional;

/**
 * An authority or desk that people can go to.
 *
 * @param key stable key such as {@code merseburg-citizens}
 * @param kind what it answers for, such as {@code vehicle}; {@code general} takes what a municipality has no office of its own for
 * @param municipality empty when it serves the whole county
 * @param address in one line
 * @param stepFree whether one gets in without a step
 * @param access how one gets in, in words
 * @param hours the regular week, in order
 * @param hoursNote what the regular week does not say
 */
public record Office(
        String key,
        String kind,
        Optional<String> municipality,
        String name,
        String address,
        Optional<Position> position,
        Contact contact,
        boolean stepFree,
        Optional<String> access,
        List<OpeningHours> hours,
        Optional<String> hoursNote) {
    /** Where it stands, in degrees (WGS 84). */
    public record Position(double latitude, double longitude) {}

    /** How one reaches it from home. */
    public record Contact(Optional<String> phone, Optional<String> email, Optional<String> link) {}

    public Office {
        hours = List.copyOf(hours);
    }
}
