package de.saalelab.bench;

import java.util.Arrays;
import java.util.Locale;

/** How much there is in the database. */
enum Size {
    /** For the tests of the bench itself. */
    TINY("tiny", 400, 4_000, 900, 1_000),
    SMALL("small", 10_000, 100_000, 1_000, 40_000),
    HUNDRED_THOUSAND("100k", 100_000, 1_000_000, 10_000, 80_000),
    /** As many persons as the county has inhabitants. */
    MILLION("1m", 1_000_000, 10_000_000, 100_000, 185_000);

    /** Enough for marks not to run out within one run; fewer than the server remembers credentials. */
    private static final int MOST_TOKENS = 30_000;

    private final String key;
    private final int ideas;
    private final int marks;
    private final int bookings;
    private final int persons;

    Size(String key, int ideas, int marks, int bookings, int persons) {
        this.key = key;
        this.ideas = ideas;
        this.marks = marks;
        this.bookings = bookings;
        this.persons = persons;
    }

    /** As the command line calls it. */
    String key() {
        return key;
    }

    int ideas() {
        return ideas;
    }

    int marks() {
        return marks;
    }

    /** Roughly; how many seats are taken is drawn. */
    int bookings() {
        return bookings;
    }

    int persons() {
        return persons;
    }

    /** Persons whose devices send requests; the others only fill the tables. */
    int tokens() {
        return Math.min(MOST_TOKENS, persons * 3 / 5);
    }

    static Size of(String key) {
        return Arrays.stream(values())
                .filter(size -> size.key.equals(key.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No size: " + key + "; there are small, 100k and 1m"));
    }
}
