package de.saalelab.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cafés of a {@link World}: seventy days that are over and thirty to come at each venue, six slots a day, three seats each. */
final class CafeWorld {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int PAST_DAYS = 70;
    private static final int DAYS = 100;
    private static final int SLOTS = 6;
    private static final int SEATS = 3;
    private static final int SLOT_MINUTES = 30;
    private static final int BOOKINGS_PER_VENUE = 1_000;
    /** One slot in so many has a cancelled booking besides. */
    private static final int CANCELLED_EVERY = 6;

    private static final String SYMBOLS = "ACDEFHJKMPRTWXY34679";
    private static final int CODES = 64_000_000;
    /** Shares no factor with the number of codes, so that no code comes twice. */
    private static final long CODE_STRIDE = 39_916_801L;

    private static final List<String> TOPICS = List.of("smartphone", "video-call", "photos");

    private final World world;
    private final LocalDate today;
    private final int venues;

    CafeWorld(World world, LocalDate today) {
        this.world = world;
        this.today = today;
        this.venues = Math.max(1, world.size().bookings() / BOOKINGS_PER_VENUE);
    }

    void venues(Rows rows) {
        for (int n = 0; n < venues; n++) {
            String street = "Bahnhofstraße %d, 06217 Merseburg".formatted(n + 1);
            rows.row(
                    venue(n),
                    "Treffpunkt " + (n + 1),
                    street,
                    "merseburg",
                    World.latitude(n),
                    World.longitude(n),
                    true,
                    false,
                    true);
        }
    }

    void days(Rows rows) {
        forEachDay((day, venue, id) ->
                rows.row(id, venue(venue), at(day, 0), at(day, SLOTS), List.of("Anna", "Karl-Heinz")));
    }

    void topics(Rows rows) {
        forEachDay((day, venue, id) -> TOPICS.forEach(topic -> rows.row(id, topic)));
    }

    void slots(Rows rows) {
        forEachDay((day, venue, id) -> {
            for (int slot = 0; slot < SLOTS; slot++) {
                rows.row(
                        slotId(day, venue, slot), id, at(day, slot), at(day, slot + 1), SEATS, taken(day, venue, slot));
            }
        });
    }

    /** Those who book have no token that the bench uses, so that its callers are free to book. */
    void bookings(Rows rows) {
        Bookings bookings = new Bookings(rows);
        forEachDay((day, venue, id) -> {
            for (int slot = 0; slot < SLOTS; slot++) {
                for (int seat = 0; seat < taken(day, venue, slot); seat++) {
                    bookings.add(id, day, venue, slot, false);
                }
                if (Draw.below(CANCELLED_EVERY, "cancelled", number(day, venue, slot)) == 0) {
                    bookings.add(id, day, venue, slot, true);
                }
            }
        });
    }

    private final class Bookings {
        private final Rows rows;
        private final int first = world.size().tokens();
        private final int bookers = world.size().persons() - first;
        private int made;

        Bookings(Rows rows) {
            this.rows = rows;
        }

        void add(UUID dayId, int day, int venue, int slot, boolean cancelled) {
            boolean over = day < PAST_DAYS;
            Instant starts = at(day, slot);
            Instant made = starts.minusSeconds(86_400L * 40);
            rows.row(
                    Draw.id(made, "booking", this.made),
                    code(this.made),
                    cancelled ? "cancelled" : "booked",
                    slotId(day, venue, slot),
                    dayId,
                    starts,
                    at(day, slot + 1),
                    world.person(first + this.made % bookers),
                    placeOf(cancelled, over),
                    World.when(over && !cancelled, starts.plusSeconds(3_600)),
                    "Frau Krause",
                    Draw.of(TOPICS.toArray(String[]::new), "topic", this.made),
                    List.of(),
                    made,
                    World.when(cancelled, made.plusSeconds(3_600)));
            this.made++;
        }
    }

    /** Nobody comes twice within the days ahead, so the first of the three numbered places is always free. */
    private static @Nullable Integer placeOf(boolean cancelled, boolean over) {
        return cancelled || over ? null : Integer.valueOf(1);
    }

    private interface EachDay {
        void take(int day, int venue, UUID id);
    }

    /** By time, so that a person who comes again comes on another day. */
    private void forEachDay(EachDay each) {
        for (int day = 0; day < DAYS; day++) {
            for (int venue = 0; venue < venues; venue++) {
                each.take(day, venue, Draw.id(at(day, 0), "café day", number(day, venue, 0)));
            }
        }
    }

    private UUID venue(int n) {
        return Draw.id(Instant.EPOCH.plusSeconds(n), "venue", n);
    }

    private UUID slotId(int day, int venue, int slot) {
        return Draw.id(at(day, slot), "slot", number(day, venue, slot));
    }

    private int taken(int day, int venue, int slot) {
        return Draw.below(SEATS + 1, "taken", number(day, venue, slot));
    }

    private int number(int day, int venue, int slot) {
        return (day * venues + venue) * SLOTS + slot;
    }

    /** When a slot begins; none lies on the day itself, where some would be over and some not. */
    private Instant at(int day, int slot) {
        int away = day < PAST_DAYS ? day - PAST_DAYS : day - PAST_DAYS + 1;
        return today.plusDays(away)
                .atTime(LocalTime.of(13, 0).plusMinutes((long) slot * SLOT_MINUTES))
                .atZone(BERLIN)
                .toInstant();
    }

    private static String code(int n) {
        long rest = Math.floorMod((n + 1) * CODE_STRIDE, (long) CODES);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            code.append(SYMBOLS.charAt((int) (rest % SYMBOLS.length())));
            rest /= SYMBOLS.length();
        }
        return code.toString();
    }
}
