package de.saalelab.knowledge;

import de.saalelab.knowledge.Opening.Closed;
import de.saalelab.knowledge.Opening.Next;
import de.saalelab.knowledge.Opening.Open;
import de.saalelab.knowledge.Opening.Unknown;
import de.saalelab.platform.time.LocalTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads opening hours at a moment. Hours are wall-clock times, so only the wall clock is asked: in the hour that autumn repeats an office is open twice,
 * and in the hour that spring skips it is not open at all.
 */
final class OpeningPolicy {
    /** The same day of next week included: who opens once a week may have closed for today. Later than that, the name of a day says too little. */
    private static final int DAYS_AHEAD = 7;

    private OpeningPolicy() {}

    static Opening at(List<OpeningHours> hours, Instant moment) {
        if (hours.isEmpty()) {
            return new Unknown();
        }
        LocalDateTime local = LocalDateTime.ofInstant(moment, LocalTimes.ZONE);
        Optional<LocalTime> until = openUntil(hours, local);
        if (until.isPresent()) {
            return new Open(until.get());
        }
        return new Closed(next(hours, local));
    }

    private static Optional<Next> next(List<OpeningHours> hours, LocalDateTime local) {
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate date = local.toLocalDate().plusDays(ahead);
            Optional<LocalTime> from = firstFrom(hours, date, ahead == 0 ? local.toLocalTime() : LocalTime.MIN);
            if (from.isPresent()) {
                return Optional.of(new Next(date.getDayOfWeek(), from.get()));
            }
        }
        return Optional.empty();
    }

    /** Stretches that follow each other without a gap are one to the visitor. */
    private static Optional<LocalTime> openUntil(List<OpeningHours> hours, LocalDateTime local) {
        if (Holidays.on(local.toLocalDate())) {
            return Optional.empty();
        }
        Optional<LocalTime> until = Optional.empty();
        LocalTime time = local.toLocalTime();
        for (OpeningHours stretch : sorted(hours)) {
            if (stretch.cover(local.getDayOfWeek(), time)) {
                until = Optional.of(stretch.to());
                time = stretch.to();
            }
        }
        return until;
    }

    private static Optional<LocalTime> firstFrom(List<OpeningHours> hours, LocalDate date, LocalTime earliest) {
        if (Holidays.on(date)) {
            return Optional.empty();
        }
        return sorted(hours).stream()
                .filter(stretch ->
                        stretch.day() == date.getDayOfWeek() && !stretch.from().isBefore(earliest))
                .map(OpeningHours::from)
                .findFirst();
    }

    private static List<OpeningHours> sorted(List<OpeningHours> hours) {
        return hours.stream().sorted(Comparator.comparing(OpeningHours::from)).toList();
    }
}
