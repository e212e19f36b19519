package de.saalelab.knowledge;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;

/** Whether somebody is there at a moment, in wall-clock time at the office. */
public sealed interface Opening {
    /** Open, until that time today. */
    record Open(LocalTime until) implements Opening {}

    /** Closed; it may be that holidays keep it closed for more than a week. */
    record Closed(Optional<Next> next) implements Opening {}

    /** No hours are known; one asks by telephone. */
    record Unknown() implements Opening {}

    /** When it opens next: later today, or on one of the next seven days. */
    record Next(DayOfWeek day, LocalTime from) {}
}
