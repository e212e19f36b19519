package de.saalelab.cafe;

import de.saalelab.platform.time.LocalTimes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a café opens, week after week, and how its opening is cut into slots.
 *
 * @param from wall-clock time at which it opens
 * @param to wall-clock time at which it closes
 * @param slot how long one slot lasts
 */
record WeeklyPattern(DayOfWeek weekday, LocalTime from, LocalTime to, Duration slot) {
    /** A stretch of time between two moments. */
    record Span(Instant startsAt, Instant endsAt) {}

    WeeklyPattern {
        if (!from.isBefore(to) || !slot.isPositive()) {
            throw new IllegalArgumentException("A café opens before it closes, and its slots last");
        }
    }

    /** The dates on which it opens, from {@code first} on. */
    List<LocalDate> dates(LocalDate first, int weeks) {
        return Stream.iterate(first, date -> date.plusDays(1))
                .limit(7L * weeks)
                .filter(date -> date.getDayOfWeek() == weekday)
                .toList();
    }

    /** From opening to closing that day. */
    Span opening(LocalDate date) {
        return new Span(LocalTimes.at(date, from), LocalTimes.at(date, to));
    }

    /**
     * That day's slots. Opening and closing are wall-clock times; between them the slots are measured in real minutes, so that none is longer or shorter
     * when the clocks change in between. What is left before closing and is too short for a slot stays a break.
     */
    List<Span> slots(LocalDate date) {
        Span opening = opening(date);
        List<Span> slots = new ArrayList<>();
        Instant start = opening.startsAt();
        for (Instant end = start.plus(slot); !end.isAfter(opening.endsAt()); end = end.plus(slot)) {
            slots.add(new Span(start, end));
            start = end;
        }
        return slots;
    }
}
