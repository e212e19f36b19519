package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.saalelab.platform.time.LocalTimes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyPatternTest {
    private static final WeeklyPattern SUNDAY_MORNING = pattern("09:00", "12:00", 45);
    private static final WeeklyPattern SUNDAY_NIGHT = pattern("01:30", "03:30", 30);

    @ParameterizedTest
    @CsvSource({
        // The Sundays before, of and after each change of the clocks, and nine o'clock in UTC.
        "2026-03-22, 08:00", "2026-03-29, 07:00", "2026-04-05, 07:00",
        "2026-10-18, 07:00", "2026-10-25, 08:00", "2026-11-01, 08:00",
        "2027-03-21, 08:00", "2027-03-28, 07:00", "2027-04-04, 07:00"
    })
    void nineOClockIsNineOClockOnEverySunday(LocalDate date, LocalTime utc) {
        WeeklyPattern.Span opening = SUNDAY_MORNING.opening(date);

        assertThat(opening.startsAt()).isEqualTo(Instant.parse(date + "T" + utc + ":00Z"));
        assertThat(LocalTimes.read(opening.startsAt()).toLocalTime()).isEqualTo(LocalTime.of(9, 0));
        assertThat(SUNDAY_MORNING.slots(date))
                .hasSize(4)
                .allSatisfy(slot -> assertThat(lasts(slot)).isEqualTo(Duration.ofMinutes(45)));
        assertThat(SUNDAY_MORNING.slots(date).getLast().endsAt()).isEqualTo(opening.endsAt());
    }

    @ParameterizedTest
    @CsvSource({"2026-03-22, 4", "2026-03-29, 2", "2027-03-28, 2", "2026-10-25, 6"})
    void nightThatLosesOrGainsAnHourLosesOrGainsSlotsButNeverBendsOne(LocalDate date, int slots) {
        List<WeeklyPattern.Span> night = SUNDAY_NIGHT.slots(date);

        assertThat(night)
                .hasSize(slots)
                .allSatisfy(slot -> assertThat(lasts(slot)).isEqualTo(Duration.ofMinutes(30)));
        for (int i = 1; i < night.size(); i++) {
            assertThat(night.get(i).startsAt()).isEqualTo(night.get(i - 1).endsAt());
        }
    }

    @Test
    void halfPastTwoThatDoesNotExistOffersNothing() {
        assertThat(pattern("02:00", "02:45", 45).slots(LocalDate.parse("2026-03-29")))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(pattern("02:30", "03:00", 30).slots(LocalDate.parse("2026-03-29")))
                .isEmpty();
    }

    @Test
    void fourWeeksHaveFourSundaysTodayIncluded() {
        assertThat(SUNDAY_MORNING.dates(LocalDate.parse("2026-10-18"), 4))
                .containsExactly(
                        LocalDate.parse("2026-10-18"),
                        LocalDate.parse("2026-10-25"),
                        LocalDate.parse("2026-11-01"),
                        LocalDate.parse("2026-11-08"));
    }

    @Test
    void restTooShortForASlotStaysABreak() {
        assertThat(pattern("09:00", "10:59", 60).slots(LocalDate.parse("2026-11-01")))
                .hasSize(1);
    }

    @Test
    void cafeThatClosesBeforeItOpensIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> pattern("12:00", "09:00", 30));
        assertThatIllegalArgumentException().isThrownBy(() -> pattern("09:00", "12:00", 0));
    }

    private static Duration lasts(WeeklyPattern.Span span) {
        return Duration.between(span.startsAt(), span.endsAt());
    }

    private static WeeklyPattern pattern(String from, String to, int minutes) {
        return new WeeklyPattern(
                DayOfWeek.SUNDAY, LocalTime.parse(from), LocalTime.parse(to), Duration.ofMinutes(minutes));
    }
}
