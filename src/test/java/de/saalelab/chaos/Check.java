package de.saalelab.chaos;

import java.util.Locale;

/** What the drills look for; each must be found zero times. */
enum Check {
    LOST("acknowledged, and not so in the database"),
    DOUBLED("in the database more often than acknowledged"),
    COUNTERS("counters that differ from a recount"),
    OVER_CAP("people over a cap"),
    OVERBOOKED("slots with more bookings than seats"),
    OVERLAPPING("bookings of one person that overlap"),
    EVENTS("events that differ from what happened"),
    INBOX("messages missing or doubled"),
    UNRESOLVED("outcomes still unknown after a minute of asking"),
    FAULTS("answers with status 500"),
    CONTRADICTED("answers that contradict what the person was told before"),
    RECOVERY("rounds without a success within 10 s of the fault's end"),
    HANGING("rounds in which somebody had no answer within 30 s of the fault's end"),
    FAILED("requests that failed where none may");

    private final String meaning;

    Check(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
