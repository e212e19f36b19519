package de.saalelab.platform.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Wall-clock time where the lab is. Opening hours and slots are local times; the database holds moments. */
public final class LocalTimes {
    /** The lab's time zone. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private LocalTimes() {}

    /** The moment of a wall-clock time; in the spring gap the later time, in the autumn overlap the earlier one. */
    public static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(ZONE).toInstant();
    }

    /** The local reading of a moment, with its offset. */
    public static OffsetDateTime read(Instant moment) {
        return moment.atZone(ZONE).toOffsetDateTime();
    }

    /** The local date of a moment. */
    public static LocalDate date(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }
}
