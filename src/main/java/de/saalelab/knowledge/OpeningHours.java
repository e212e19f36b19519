package de.saalelab.knowledge;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * One stretch of a week in which an office is open, in wall-clock time at the office.
 *
 * @param day of the week
 * @param from first minute that is open
 * @param to first minute that is closed again, on the same day
 */
public record OpeningHours(DayOfWeek day, LocalTime from, LocalTime to) {
    /** Whether the office is open at that time of that day. */
    boolean cover(DayOfWeek someDay, LocalTime time) {
        return day == someDay && !time.isBefore(from) && time.isBefore(to);
    }
}
