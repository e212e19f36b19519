package de.saalelab.knowledge;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;

/** Days on which no office is open: the public holidays of Saxony-Anhalt (FeiertG LSA § 2). */
final class Holidays {
    private static final Set<MonthDay> FIXED = Set.of(
            MonthDay.of(Month.JANUARY, 1),
            MonthDay.of(Month.JANUARY, 6),
            MonthDay.of(Month.MAY, 1),
            MonthDay.of(Month.OCTOBER, 3),
            MonthDay.of(Month.OCTOBER, 31),
            MonthDay.of(Month.DECEMBER, 25),
            MonthDay.of(Month.DECEMBER, 26));

    /** Good Friday, Easter Monday, Ascension Day, Whit Monday, in days from Easter Sunday. */
    private static final Set<Integer> FROM_EASTER = Set.of(-2, 1, 39, 50);

    private Holidays() {}

    static boolean on(LocalDate date) {
        if (FIXED.contains(MonthDay.from(date))) {
            return true;
        }
        LocalDate easter = easterSunday(date.getYear());
        return FROM_EASTER.stream().anyMatch(days -> easter.plusDays(days).equals(date));
    }

    /** The Gregorian computus in the form of Meeus, Jones and Butcher. */
    static LocalDate easterSunday(int year) {
        int cycle = year % 19;
        int century = year / 100;
        int ofCentury = year % 100;
        int moon = (19 * cycle + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - moon - ofCentury % 4) % 7;
        int shift = (cycle + 11 * moon + 22 * weekday) / 451;
        int day = moon + weekday - 7 * shift + 114;
        return LocalDate.of(year, day / 31, day % 31 + 1);
    }
}
