package de.saalelab.event;

import de.saalelab.ballot.Ballots;
import de.saalelab.ballot.Mark;
import de.saalelab.ballot.NewBallot;
import de.saalelab.identity.IdentityService;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.text.YamlResource;
import de.saalelab.platform.time.LocalTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Fills a sample barcamp that is being prepared: it starts in a few days, sessions are pitched, the voting is open. */
public final class DemoEvents {
    private static final int STARTS_IN_DAYS = 5;
    private static final Duration PITCHING_SINCE = Duration.ofDays(9);
    private static final Duration VOTING_SINCE = Duration.ofDays(3);
    private static final Duration VOTING_ENDS_BEFORE = Duration.ofMinutes(30);

    record DemoBarcamp(
            String title,
            String summary,
            String text,
            DemoVenue venue,
            List<DemoRoom> rooms,
            List<DemoSlot> slots,
            int marksPerPerson,
            List<DemoPitch> pitches) {}

    record DemoVenue(String name, String town, String municipality) {}

    record DemoRoom(String name, int capacity, boolean stepFree) {}

    record DemoSlot(String from, String to) {}

    record DemoPitch(String title, String text, String pitchedBy, int marks) {}

    private final Transactions transactions;
    private final IdentityService identity;
    private final EventService events;
    private final Ballots ballots;
    private final Clock clock;
    private final EventStore store = new EventStore();

    public DemoEvents(
            Transactions transactions, IdentityService identity, EventService events, Ballots ballots, Clock clock) {
        this.transactions = transactions;
        this.identity = identity;
        this.events = events;
        this.ballots = ballots;
        this.clock = clock;
    }

    /** Loads everything in one transaction. */
    public void load() {
        DemoBarcamp demo = YamlResource.one("/demo/barcamp.yaml", DemoBarcamp.class);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Event event = event(demo, LocalTimes.date(now).plusDays(STARTS_IN_DAYS));
        UUID ballotId = event.ballotId().orElseThrow();
        NewBallot ballot = new NewBallot(
                ballotId,
                demo.marksPerPerson(),
                now.minus(VOTING_SINCE),
                Optional.of(event.startsAt().minus(VOTING_ENDS_BEFORE)));
        List<UUID> people = identity.addPersons(people(demo));
        transactions.run(tx -> {
            events.arrange(tx, event, Optional.of(ballot));
            List<UUID> pitches = pitch(tx, event.id(), ballotId, demo.pitches(), people, now);
            return ballots.castAll(tx, ballotId, marks(ballotId, demo.pitches(), pitches, people), now);
        });
    }

    private static Event event(DemoBarcamp demo, LocalDate day) {
        List<Event.Room> rooms = demo.rooms().stream()
                .map(room -> new Event.Room(Uuid7.next(), room.name(), room.capacity(), room.stepFree()))
                .toList();
        List<Event.Slot> slots = demo.slots().stream()
                .map(slot -> new Event.Slot(Uuid7.next(), at(day, slot.from()), at(day, slot.to())))
                .toList();
        return new Event(
                Uuid7.next(),
                EventKind.BARCAMP,
                demo.title(),
                demo.summary(),
                demo.text(),
                slots.getFirst().startsAt(),
                slots.getLast().endsAt(),
                demo.venue().municipality(),
                demo.venue().name() + ", " + demo.venue().town(),
                rooms,
                slots,
                Optional.of(Uuid7.next()));
    }

    private List<UUID> pitch(
            Tx tx, UUID eventId, UUID ballotId, List<DemoPitch> pitches, List<UUID> people, Instant now) {
        List<UUID> ids = new ArrayList<>();
        Instant first = now.minus(PITCHING_SINCE);
        for (int i = 0; i < pitches.size(); i++) {
            DemoPitch demo = pitches.get(i);
            // Spread over days and hours, as people find the time.
            Instant created = first.plus(Duration.ofMinutes(613L * i + 47L * (i % 5)));
            Pitch pitch = new Pitch(
                    Uuid7.at(created.toEpochMilli()),
                    people.get(i),
                    demo.title(),
                    demo.text(),
                    demo.pitchedBy(),
                    created);
            store.insertPitch(tx, eventId, ballotId, pitch);
            ballots.addOption(tx, ballotId, pitch.id(), pitch.title());
            ids.add(pitch.id());
        }
        return ids;
    }

    /** Dealt like cards: nobody gets a pitch twice, and nobody more than their share. */
    private static List<Mark> marks(UUID ballotId, List<DemoPitch> pitches, List<UUID> ids, List<UUID> people) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < pitches.size(); i++) {
            for (int given = 0; given < pitches.get(i).marks(); given++) {
                marks.add(new Mark(ballotId, people.get(marks.size() % people.size()), ids.get(i)));
            }
        }
        return marks;
    }

    private static int people(DemoBarcamp demo) {
        int marks = demo.pitches().stream().mapToInt(DemoPitch::marks).sum();
        int most = demo.pitches().stream().mapToInt(DemoPitch::marks).max().orElse(0);
        int share = Math.ceilDiv(marks, demo.marksPerPerson());
        return Math.max(Math.max(share, most), demo.pitches().size());
    }

    private static Instant at(LocalDate day, String time) {
        return LocalTimes.at(day, LocalTime.parse(time));
    }
}
