package de.saalelab.cafe;

import de.saalelab.identity.IdentityService;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.time.LocalTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Fills the café for the demo: four weeks of café days from today on, with about a third of the seats to come taken. The same seats every time. */
public final class DemoCafe {
    private static final int WEEKS = 4;
    private static final long SEED = 2026;
    /** One of so many bookings came in over the phone. */
    private static final int BY_PHONE = 3;

    private record DemoSlot(OfferedSlot slot, List<String> topics) {}

    private final Transactions transactions;
    private final IdentityService identity;
    private final Clock clock;
    private final CalendarStore calendar = new CalendarStore();
    private final BookingStore bookings = new BookingStore();
    private final DemoCafeFile file = DemoCafeFile.read();
    private final Random random = new Random(SEED);
    private final BookingCodes codes = new BookingCodes(random);

    public DemoCafe(Transactions transactions, IdentityService identity, Clock clock) {
        this.transactions = transactions;
        this.identity = identity;
        this.clock = clock;
    }

    /** Fills an empty café. */
    public void load() {
        List<UUID> persons = Stream.generate(() -> identity.registerDevice().personId())
                .limit(file.visitors().size())
                .toList();
        UUID desk = identity.registerDevice().personId();
        Instant now = clock.instant();
        transactions.run(tx -> {
            List<DemoSlot> slots = offer(tx, LocalTimes.date(now));
            takeSeats(tx, slots, persons, desk, now);
            return slots;
        });
    }

    private List<DemoSlot> offer(Tx tx, LocalDate today) {
        int position = 0;
        for (CafeTopic topic : file.topics()) {
            calendar.insertTopic(tx, topic, position++);
        }
        Map<String, Venue> venues = new HashMap<>();
        for (DemoCafeFile.DemoVenue demo : file.venues()) {
            Venue venue = demo.venue(Uuid7.next());
            calendar.insertVenue(tx, venue);
            venues.put(demo.key(), venue);
        }
        List<DemoSlot> slots = new ArrayList<>();
        for (DemoCafeFile.DemoPattern pattern : file.patterns()) {
            Venue venue = Optional.ofNullable(venues.get(pattern.venue())).orElseThrow();
            for (LocalDate date : pattern.pattern().dates(today, WEEKS)) {
                slots.addAll(openDay(tx, pattern, venue, date));
            }
        }
        return slots;
    }

    private List<DemoSlot> openDay(Tx tx, DemoCafeFile.DemoPattern demo, Venue venue, LocalDate date) {
        UUID dayId = Uuid7.next();
        calendar.insertDay(tx, dayId, venue.id(), demo.pattern().opening(date), demo.helpers(), demo.topics());
        List<DemoSlot> slots = new ArrayList<>();
        for (WeeklyPattern.Span span : demo.pattern().slots(date)) {
            OfferedSlot slot = new OfferedSlot(
                    Uuid7.next(),
                    dayId,
                    span.startsAt(),
                    span.endsAt(),
                    demo.capacity(),
                    0,
                    venue.name(),
                    venue.address(),
                    venue.position(),
                    true);
            calendar.insertSlot(tx, slot.id(), dayId, span, demo.capacity());
            slots.add(new DemoSlot(slot, demo.topics()));
        }
        return slots;
    }

    private void takeSeats(Tx tx, List<DemoSlot> slots, List<UUID> persons, UUID desk, Instant now) {
        List<DemoSlot> seats = slots.stream()
                .filter(demo -> demo.slot().startsAt().isAfter(now))
                .sorted(Comparator.comparing((DemoSlot demo) -> demo.slot().startsAt()))
                .flatMap(demo -> Stream.generate(() -> demo).limit(demo.slot().capacity()))
                .filter(seat -> random.nextInt(3) == 0)
                .toList();
        for (int i = 0; i < seats.size(); i++) {
            int visitor = i % persons.size();
            boolean own = i % BY_PHONE != 0 && i < BookingPolicy.OPEN_BOOKINGS * persons.size();
            Booker booker = own ? new Booker.Self(persons.get(visitor)) : new Booker.Desk(desk);
            take(tx, seats.get(i), booker, file.visitors().get(visitor), now);
        }
    }

    private void take(Tx tx, DemoSlot seat, Booker booker, DemoCafeFile.DemoVisitor visitor, Instant now) {
        String topic = seat.topics().get(random.nextInt(seat.topics().size()));
        List<String> questions =
                Optional.ofNullable(file.questions().get(topic)).orElseThrow();
        Booking booking = new Booking(
                Uuid7.next(),
                codes.next(),
                Booking.State.BOOKED,
                seat.slot().id(),
                seat.slot().venue(),
                seat.slot().address(),
                seat.slot().startsAt(),
                seat.slot().endsAt(),
                visitor.asking(topic, questions.get(random.nextInt(questions.size()))));
        for (Optional<Integer> place : BookingPolicy.places(booker, List.of())) {
            if (bookings.insert(tx, booking, seat.slot(), booker, place, now)) {
                bookings.takeSeat(tx, seat.slot().id());
                return;
            }
        }
    }
}
