package de.saalelab.cafe;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What other rooms learn of the café. No name, number or booking code travels with it. */
public final class CafeEvents {
    private CafeEvents() {}

    /**
     * Somebody has a seat.
     *
     * @param person who booked for themselves; empty when the desk booked for somebody
     */
    public record Booked(UUID bookingId, Optional<UUID> person, Instant startsAt, String venue) {
        public static final String NAME = "cafe.booked.v1";

        public JsonObject payload() {
            return json(bookingId, person, startsAt, venue);
        }

        public static Booked of(JsonObject payload) {
            return new Booked(id(payload), personIn(payload), start(payload), payload.getString("venue"));
        }
    }

    /**
     * A seat is free again.
     *
     * @param person whose booking it was; empty when the desk had booked for somebody
     */
    public record Cancelled(UUID bookingId, Optional<UUID> person, Instant startsAt, String venue) {
        public static final String NAME = "cafe.cancelled.v1";

        public JsonObject payload() {
            return json(bookingId, person, startsAt, venue);
        }

        public static Cancelled of(JsonObject payload) {
            return new Cancelled(id(payload), personIn(payload), start(payload), payload.getString("venue"));
        }
    }

    private static JsonObject json(UUID bookingId, Optional<UUID> person, Instant startsAt, String venue) {
        return new JsonObject()
                .put("bookingId", bookingId.toString())
                .put("person", person.map(UUID::toString).orElse(null))
                .put("startsAt", startsAt.toString())
                .put("venue", venue);
    }

    private static UUID id(JsonObject payload) {
        return UUID.fromString(payload.getString("bookingId"));
    }

    private static Optional<UUID> personIn(JsonObject payload) {
        return Optional.ofNullable(payload.getString("person")).map(UUID::fromString);
    }

    private static Instant start(JsonObject payload) {
        return Instant.parse(payload.getString("startsAt"));
    }
}
