package de.saalelab.cafe;

import de.saalelab.cafe.BookOutcome.Booked;
import de.saalelab.cafe.BookOutcome.SlotFull;
import de.saalelab.identity.Persons;
import de.saalelab.platform.PersonGone;
import de.saalelab.platform.db.Changes;
import de.saalelab.platform.db.Once;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.db.Remembered;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.http.RateLimit;
import de.saalelab.platform.http.SharedLimits;
import de.saalelab.platform.outbox.Outbox;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Books seats and gives them back. */
public final class BookingService {
    private static final int CODE_DRAWS = 20;
    private static final int ALTERNATIVES = 5;
    private static final int TRIES_PER_ADDRESS = 10;
    private static final Duration TRIES_PERIOD = Duration.ofMinutes(10);
    private static final int FAILURES_OF_EVERYBODY = 100;
    private static final String EVERYBODY = "everybody";

    private static final Set<PublicData> CAFE = Set.of(PublicData.CAFE);
    private static final long MOST_BYTES = 256 * 1024;
    private static final int ENTRY_BYTES = 2_000;

    /** What hundreds may have wanted at the same moment, of whom one got it. */
    private record Wanted(UUID slot, String topic) {}

    private final Transactions transactions;
    private final Clock clock;
    private final Remembered<Wanted, List<FreeSlot>> alternatives;
    private final BookingCodes codes;
    private final RateLimit triesByAddress;
    private final RateLimit failures;
    private final Outbox outbox;
    private final BookingStore store = new BookingStore();
    private final Persons persons = new Persons();

    public BookingService(Transactions transactions, Changes changes, Outbox outbox, Clock clock) {
        this(transactions, changes, outbox, clock, new BookingCodes(new SecureRandom()));
    }

    BookingService(Transactions transactions, Changes changes, Outbox outbox, Clock clock, BookingCodes codes) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
        this.codes = codes;
        this.alternatives = new Remembered<>(changes, clock, MOST_BYTES, (wanted, free) -> ENTRY_BYTES);
        this.triesByAddress = new RateLimit(TRIES_PER_ADDRESS, TRIES_PERIOD, clock);
        this.failures = new RateLimit(FAILURES_OF_EVERYBODY, Duration.ofMinutes(1), clock);
    }

    /** Lets other processes count along. */
    public void share(SharedLimits limits) {
        limits.add("codes", triesByAddress);
        limits.add("wrong-codes", failures);
    }

    /** Books a seat. Whoever comes too late is told the next free slots, which are looked up after rollback: nobody waits for it on a locked slot. */
    <A> A book(BookSlot wish, Once<BookOutcome, A> once) {
        Told<BookOutcome, A> told = transactions.once(Told.telling(once), tx -> attempt(tx, wish));
        if (told.outcome().isPresent() && told.outcome().get() instanceof SlotFull full) {
            return once.render(withAlternatives(full, wish));
        }
        return told.answer();
    }

    /** Cancels the person's own booking. */
    CancelOutcome cancel(UUID bookingId, UUID personId) {
        return transactions.run(tx -> {
            persons.require(tx, personId);
            return store.findOwn(tx, bookingId, personId)
                    .map(found -> cancel(tx, found))
                    .orElse(new CancelOutcome.NotFound());
        });
    }

    /**
     * Cancels by what somebody typed. A try is paid for in advance and given back only when it was right: tries that run at the same time cannot slip
     * through together.
     */
    CancelOutcome cancelByCode(String typed, String address) {
        RateLimit.Verdict own = triesByAddress.take(address);
        if (!own.allowed()) {
            return new CancelOutcome.TooManyTries(own.retryAfter());
        }
        RateLimit.Verdict everybody = failures.take(EVERYBODY);
        if (!everybody.allowed()) {
            return new CancelOutcome.TooManyTries(everybody.retryAfter());
        }
        CancelOutcome outcome = BookingCode.parse(typed).map(this::cancel).orElse(new CancelOutcome.NotFound());
        if (outcome instanceof CancelOutcome.Cancelled) {
            failures.giveBack(EVERYBODY);
        }
        return outcome;
    }

    private CancelOutcome cancel(BookingCode code) {
        Instant cancelledSince = clock.instant().minus(BookingPolicy.REPEATABLE);
        return transactions.run(tx -> store.findByCode(tx, code, cancelledSince)
                .map(found -> cancel(tx, found))
                .orElse(new CancelOutcome.NotFound()));
    }

    private CancelOutcome cancel(Tx tx, CancellableBooking booking) {
        Instant now = clock.instant();
        return switch (BookingPolicy.cancelling(booking.state(), booking.startsAt(), now)) {
            case OVER -> new CancelOutcome.SlotOver();
            case CANCELLED_BEFORE -> new CancelOutcome.Cancelled(booking.venue(), booking.startsAt());
            case CANCEL -> {
                if (store.cancel(tx, booking.id(), now)) {
                    store.giveSeatBack(tx, booking.slotId());
                    var event = new CafeEvents.Cancelled(
                            booking.id(), booking.personId(), booking.startsAt(), booking.venue());
                    outbox.add(tx, CafeEvents.Cancelled.NAME, event.payload(), now);
                }
                yield new CancelOutcome.Cancelled(booking.venue(), booking.startsAt());
            }
        };
    }

    private BookOutcome attempt(Tx tx, BookSlot wish) {
        Instant now = clock.instant();
        Tx.Later<OfferedSlot> found =
                store.findSlot(tx, wish.slotId(), wish.visitor().topic());
        Optional<Tx.Later<UUID>> held = wish.booker().person().map(person -> persons.hold(tx, List.of(person)));
        Optional<Tx.Later<Integer>> settled = wish.booker().person().map(person -> store.settle(tx, person, now));
        List<OfferedSlot> slots = found.rows();
        if (held.isPresent() && held.get().rows().isEmpty()) {
            throw new PersonGone();
        }
        if (slots.isEmpty()) {
            return new BookOutcome.SlotNotFound();
        }
        OfferedSlot slot = slots.getFirst();
        Optional<BookOutcome> refusal = BookingPolicy.refusal(slot, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!store.takeSeat(tx, slot.id())) {
            return new SlotFull(slot);
        }
        List<Integer> taken = settled.map(Tx.Later::rows).orElse(List.of());
        BookOutcome outcome = enter(tx, wish, slot, taken, now);
        if (outcome instanceof Booked booked) {
            var event =
                    new CafeEvents.Booked(booked.booking().id(), wish.booker().person(), slot.startsAt(), slot.venue());
            outbox.add(tx, CafeEvents.Booked.NAME, event.payload(), now);
        }
        return outcome;
    }

    /** Enters the booking at the first place that is free; a code that is in use is drawn again. */
    private BookOutcome enter(Tx tx, BookSlot wish, OfferedSlot slot, List<Integer> taken, Instant now) {
        for (int draw = 0; draw < CODE_DRAWS; draw++) {
            Booking booking = booking(wish, slot);
            for (Optional<Integer> place : BookingPolicy.places(wish.booker(), taken)) {
                if (store.insert(tx, booking, slot, wish.booker(), place, now)) {
                    return new Booked(booking);
                }
            }
            BookingStore.Conflict conflict = store.conflict(tx, booking, wish.booker());
            if (conflict.overlaps()) {
                return new BookOutcome.Overlaps();
            }
            if (!conflict.codeTaken()) {
                return new BookOutcome.TooMany();
            }
        }
        throw new IllegalStateException("No free booking code in " + CODE_DRAWS + " draws");
    }

    private Booking booking(BookSlot wish, OfferedSlot slot) {
        return new Booking(
                Uuid7.next(),
                codes.next(),
                Booking.State.BOOKED,
                slot.id(),
                slot.venue(),
                slot.address(),
                slot.startsAt(),
                slot.endsAt(),
                wish.visitor());
    }

    private SlotFull withAlternatives(SlotFull full, BookSlot wish) {
        Wanted wanted = new Wanted(full.slot().id(), wish.visitor().topic());
        long before = alternatives.count(CAFE);
        return new SlotFull(full.slot(), alternatives.ifKnown(wanted, CAFE).orElseGet(() -> {
            var free = transactions.run(
                    tx -> store.alternatives(tx, full.slot(), wanted.topic(), clock.instant(), ALTERNATIVES));
            alternatives.keep(wanted, free, before);
            return free;
        }));
    }
}
