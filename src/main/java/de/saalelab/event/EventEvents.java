package de.saalelab.event;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What other rooms may know of what happens to events. */
public final class EventEvents {
    private EventEvents() {}

    /** Somebody has proposed a session. */
    public record SessionPitched(UUID eventId, UUID pitchId, UUID personId) {
        public static final String NAME = "event.session-pitched.v1";

        JsonObject payload() {
            return new JsonObject()
                    .put("eventId", eventId.toString())
                    .put("pitchId", pitchId.toString())
                    .put("personId", personId.toString());
        }

        public static SessionPitched of(JsonObject payload) {
            return new SessionPitched(
                    UUID.fromString(payload.getString("eventId")),
                    UUID.fromString(payload.getString("pitchId")),
                    UUID.fromString(payload.getString("personId")));
        }
    }
}
