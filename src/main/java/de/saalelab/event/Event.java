package de.saalelab.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that people come together for.
 *
 * @param municipality key of where it takes place
 * @param place house and town, as people say it
 * @param rooms in the order of the door signs
 * @param slots in order of time; they never overlap
 * @param ballotId where the marks for its pitches are counted, if sessions can be pitched
 */
public record Event(
        UUID id,
        EventKind kind,
        String title,
        String summary,
        String text,
        Instant startsAt,
        Instant endsAt,
        String municipality,
        String place,
        List<Room> rooms,
        List<Slot> slots,
        Optional<UUID> ballotId) {
    public Event {
        rooms = List.copyOf(rooms);
        slots = List.copyOf(slots);
    }

    /** A place in the house; capacity in persons. */
    public record Room(UUID id, String name, int capacity, boolean stepFree) {}

    /** A time in which each room can hold one session. */
    public record Slot(UUID id, Instant startsAt, Instant endsAt) {}
}
