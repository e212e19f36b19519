package de.saalelab.app;

import de.saalelab.ballot.NewBallot;
import de.saalelab.event.Event;
import de.saalelab.event.EventKind;
import de.saalelab.platform.db.Uuid7;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Barcamps for tests. */
public final class Barcamps {
    /** An event, its ballot and the pitches in it. */
    public record Barcamp(UUID eventId, UUID ballotId, List<UUID> pitches) {
        public String event() {
            return "/events/" + eventId;
        }

        public String ballot() {
            return "/ballots/" + ballotId;
        }

        public String mark(int pitch) {
            return ballot() + "/marks/" + pitches.get(pitch);
        }

        public String topic() {
            return "ballot:" + ballotId;
        }
    }

    private static final Duration DAY = Duration.ofDays(1);

    private Barcamps() {}

    /** A barcamp whose voting is open, with pitches. */
    public static Barcamp open(TestLab lab, int pitches) {
        return arrange(lab, pitches, Duration.ofHours(-1), Optional.of(DAY));
    }

    /** A barcamp whose voting opens and closes so much later than now. */
    public static Barcamp arrange(TestLab lab, int pitches, Duration opensIn, Optional<Duration> closesIn) {
        Instant now = lab.clock().instant().truncatedTo(ChronoUnit.MICROS);
        UUID ballotId = Uuid7.next();
        NewBallot ballot = new NewBallot(ballotId, NewBallot.USUAL_MARKS, now.plus(opensIn), closesIn.map(now::plus));
        Instant starts = now.plus(DAY.multipliedBy(2));
        Event event = new Event(
                Uuid7.next(),
                EventKind.BARCAMP,
                "Barcamp " + ballotId,
                "Ein Tag für alle",
                "Kommen Sie vorbei.",
                starts,
                starts.plus(DAY),
                "merseburg",
                "Ständehaus, Merseburg",
                List.of(new Event.Room(Uuid7.next(), "Saal", 80, true)),
                List.of(new Event.Slot(Uuid7.next(), starts, starts.plus(Duration.ofMinutes(45)))),
                Optional.of(ballotId));
        lab.wiring().events().arrange(event, Optional.of(ballot));
        List<UUID> ids = new ArrayList<>();
        Caller author = lab.citizen();
        for (int i = 0; i < pitches; i++) {
            author = i % 5 == 0 ? lab.citizen() : author;
            Answer answer = author.create("/events/" + event.id() + "/pitches", pitch("Session Nummer " + (i + 1)));
            ids.add(UUID.fromString(answer.json().getString("id")));
        }
        return new Barcamp(event.id(), ballotId, ids);
    }

    /** A pitch of that title. */
    public static JsonObject pitch(String title) {
        return new JsonObject()
                .put("title", title)
                .put("text", "Wir füllen gemeinsam einen Musterantrag aus.")
                .put("pitchedBy", "Jana");
    }

    /** The results, once every ballot that is due has been closed. */
    public static JsonObject finalResults(TestLab lab, Barcamp barcamp) {
        lab.wiring().ballots().closeDue();
        return lab.anonymous().get(barcamp.ballot() + "/results").json();
    }

    /** How far the counters are from the rows; 0 when all is well. */
    public static long countersOff(TestLab lab, Barcamp barcamp) {
        return lab.number("""
                SELECT (SELECT coalesce(sum(abs(option.marks - (SELECT count(*) FROM ballot_mark AS mark
                                WHERE mark.ballot_id = option.ballot_id AND mark.option_id = option.option_id))), 0)
                          FROM ballot_option AS option WHERE option.ballot_id = ballot.id)
                     + abs(ballot.voters - (SELECT count(DISTINCT voter) FROM ballot_mark WHERE ballot_id = ballot.id))
                  FROM ballot
                 WHERE id = ?
                """, barcamp.ballotId());
    }

    /** The most marks of one person. */
    public static long mostMarksOfOne(TestLab lab, Barcamp barcamp) {
        return lab.number("""
                SELECT coalesce(max(marks), 0)
                  FROM (SELECT count(*) AS marks FROM ballot_mark WHERE ballot_id = ? GROUP BY voter) AS persons
                """, barcamp.ballotId());
    }

    /** The most marks of one person on one option. */
    public static long mostMarksOfOneOnOneOption(TestLab lab, Barcamp barcamp) {
        return lab.number("""
                SELECT coalesce(max(marks), 0)
                  FROM (SELECT count(*) AS marks FROM ballot_mark WHERE ballot_id = ? GROUP BY voter, option_id) AS pairs
                """, barcamp.ballotId());
    }
}
