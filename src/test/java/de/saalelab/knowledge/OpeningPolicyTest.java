package de.saalelab.knowledge;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.knowledge.Opening.Closed;
import de.saalelab.knowledge.Opening.Next;
import de.saalelab.knowledge.Opening.Open;
import de.saalelab.knowledge.Opening.Unknown;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningPolicyTest {
    private static final List<OpeningHours> TOWN_HALL = List.of(
            hours(MONDAY, "09:00", "12:00"),
            hours(TUESDAY, "09:00", "12:00"),
            hours(TUESDAY, "13:00", "18:00"),
            hours(FRIDAY, "09:00", "12:00"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00+01:00, 12:00",
        "2026-11-23T11:59:59+01:00, 12:00",
        "2026-11-24T13:00:00+01:00, 18:00",
    })
    void openFromTheFirstMinuteUntilTheLast(String moment, LocalTime until) {
        assertThat(at(TOWN_HALL, moment)).isEqualTo(new Open(until));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:59:59+01:00, MONDAY, 09:00",
        "2026-11-23T12:00:00+01:00, TUESDAY, 09:00",
        "2026-11-24T12:30:00+01:00, TUESDAY, 13:00",
        "2026-11-24T18:00:00+01:00, FRIDAY, 09:00",
        "2026-11-25T10:00:00+01:00, FRIDAY, 09:00",
    })
    void closedNamesTheNextTime(String moment, DayOfWeek day, LocalTime from) {
        assertThat(at(TOWN_HALL, moment)).isEqualTo(closedUntil(day, from));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T12:00:00+01:00",
        "2026-11-28T10:00:00+01:00",
        "2026-11-29T23:59:59+01:00",
        "2026-11-30T00:00:00+01:00",
    })
    void weekendWaitsForMonday(String moment) {
        assertThat(at(TOWN_HALL, moment)).isEqualTo(closedUntil(MONDAY, LocalTime.of(9, 0)));
    }

    @Test
    void midnightBelongsToTheNewDayWhateverUtcSays() {
        List<OpeningHours> nightShift = List.of(hours(TUESDAY, "00:00", "06:00"), hours(MONDAY, "20:00", "23:59"));

        assertThat(at(nightShift, "2026-11-23T22:58:59Z")).isEqualTo(new Open(LocalTime.of(23, 59)));
        assertThat(at(nightShift, "2026-11-23T22:59:30Z")).isEqualTo(closedUntil(TUESDAY, LocalTime.MIDNIGHT));
        assertThat(at(nightShift, "2026-11-23T23:00:00Z")).isEqualTo(new Open(LocalTime.of(6, 0)));
    }

    @Test
    void stretchesWithoutGapAreOne() {
        List<OpeningHours> abutting = List.of(hours(MONDAY, "12:00", "16:00"), hours(MONDAY, "08:00", "12:00"));

        assertThat(at(abutting, "2026-11-23T09:00:00+01:00")).isEqualTo(new Open(LocalTime.of(16, 0)));
    }

    @Test
    void onceAWeekNamesTheSameDayAgain() {
        List<OpeningHours> thursdays = List.of(hours(THURSDAY, "14:00", "16:00"));

        assertThat(at(thursdays, "2026-11-26T16:00:00+01:00")).isEqualTo(closedUntil(THURSDAY, LocalTime.of(14, 0)));
    }

    @Test
    void noHoursMeanThatNobodyKnows() {
        assertThat(at(List.of(), "2026-11-23T09:00:00+01:00")).isEqualTo(new Unknown());
    }

    @Test
    void springSkipsAnHour() {
        List<OpeningHours> sunday = List.of(hours(SUNDAY, "01:30", "02:30"), hours(SUNDAY, "03:00", "05:00"));

        assertThat(at(sunday, "2026-03-29T01:59:59+01:00")).isEqualTo(new Open(LocalTime.of(2, 30)));
        // One second later the clocks show three.
        assertThat(at(sunday, "2026-03-29T01:00:00Z")).isEqualTo(new Open(LocalTime.of(5, 0)));
        assertThat(at(sunday, "2026-03-29T03:00:00Z")).isEqualTo(closedUntil(SUNDAY, LocalTime.of(1, 30)));
    }

    @Test
    void officeOpensByTheNewTimeOnTheMondayAfterSpring() {
        assertThat(at(TOWN_HALL, "2026-03-30T06:59:59Z")).isEqualTo(closedUntil(MONDAY, LocalTime.of(9, 0)));
        assertThat(at(TOWN_HALL, "2026-03-30T07:00:00Z")).isEqualTo(new Open(LocalTime.of(12, 0)));
    }

    @Test
    void autumnRepeatsAnHour() {
        List<OpeningHours> sunday = List.of(hours(SUNDAY, "02:00", "03:00"));

        assertThat(at(sunday, "2026-10-25T00:00:00Z")).isEqualTo(new Open(LocalTime.of(3, 0)));
        assertThat(at(sunday, "2026-10-25T00:59:59Z")).isEqualTo(new Open(LocalTime.of(3, 0)));
        assertThat(at(sunday, "2026-10-25T01:59:59Z")).isEqualTo(new Open(LocalTime.of(3, 0)));
        assertThat(at(sunday, "2026-10-25T02:00:00Z")).isEqualTo(closedUntil(SUNDAY, LocalTime.of(2, 0)));
    }

    @Test
    void nobodyIsThereOnHolidays() {
        // 2026-12-25 is a Friday, and so is New Year's Day.
        assertThat(at(TOWN_HALL, "2026-12-25T10:00:00+01:00")).isEqualTo(closedUntil(MONDAY, LocalTime.of(9, 0)));
        assertThat(at(TOWN_HALL, "2026-12-29T18:00:00+01:00")).isEqualTo(closedUntil(MONDAY, LocalTime.of(9, 0)));
        assertThat(at(List.of(hours(FRIDAY, "09:00", "12:00")), "2026-12-25T10:00:00+01:00"))
                .isEqualTo(new Closed(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"})
    void easterIsFound(LocalDate sunday) {
        assertThat(Holidays.easterSunday(sunday.getYear())).isEqualTo(sunday);
    }

    @ParameterizedTest
    @CsvSource({"2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25", "2026-10-31", "2027-01-06"})
    void holidaysOfSaxonyAnhalt(LocalDate date) {
        assertThat(Holidays.on(date)).isTrue();
        assertThat(Holidays.on(date.plusDays(1))).isFalse();
    }

    private static Opening at(List<OpeningHours> hours, String moment) {
        return OpeningPolicy.at(hours, Instant.parse(moment));
    }

    private static Closed closedUntil(DayOfWeek day, LocalTime from) {
        return new Closed(Optional.of(new Next(day, from)));
    }

    private static OpeningHours hours(DayOfWeek day, String from, String to) {
        return new OpeningHours(day, LocalTime.parse(from), LocalTime.parse(to));
    }
}
