package de.saalelab.idea;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What other rooms may know of what happens to ideas. */
public final class IdeaEvents {
    private IdeaEvents() {}

    /** An idea went to the moderators. */
    public record Submitted(UUID ideaId, UUID author, String title) {
        public static final String NAME = "idea.submitted.v1";

        JsonObject payload() {
            return told(ideaId, author, title);
        }

        public static Submitted of(JsonObject payload) {
            return new Submitted(id(payload, "ideaId"), id(payload, "author"), payload.getString("title"));
        }
    }

    /** An idea is public. */
    public record Published(UUID ideaId, UUID author, String title) {
        public static final String NAME = "idea.published.v1";

        JsonObject payload() {
            return told(ideaId, author, title);
        }

        public static Published of(JsonObject payload) {
            return new Published(id(payload, "ideaId"), id(payload, "author"), payload.getString("title"));
        }
    }

    /** An idea went back to its author, with a reason. */
    public record Returned(UUID ideaId, UUID author, String title, String reason) {
        public static final String NAME = "idea.returned.v1";

        JsonObject payload() {
            return told(ideaId, author, title).put("reason", reason);
        }

        public static Returned of(JsonObject payload) {
            return new Returned(
                    id(payload, "ideaId"),
                    id(payload, "author"),
                    payload.getString("title"),
                    payload.getString("reason"));
        }
    }

    /** An idea will not be published, for a reason. */
    public record Declined(UUID ideaId, UUID author, String title, String reason) {
        public static final String NAME = "idea.declined.v1";

        JsonObject payload() {
            return told(ideaId, author, title).put("reason", reason);
        }

        public static Declined of(JsonObject payload) {
            return new Declined(
                    id(payload, "ideaId"),
                    id(payload, "author"),
                    payload.getString("title"),
                    payload.getString("reason"));
        }
    }

    /** An idea has supporters more, as many as came together. Who they are stays in the room. */
    public record Supported(UUID ideaId, int people) {
        public static final String NAME = "idea.supported.v1";

        JsonObject payload() {
            return new JsonObject().put("ideaId", ideaId.toString()).put("people", people);
        }
    }

    /** An idea has supporters less, as many as left together. */
    public record SupportWithdrawn(UUID ideaId, int people) {
        public static final String NAME = "idea.support-withdrawn.v1";

        JsonObject payload() {
            return new JsonObject().put("ideaId", ideaId.toString()).put("people", people);
        }
    }

    private static JsonObject told(UUID ideaId, UUID author, String title) {
        return new JsonObject()
                .put("ideaId", ideaId.toString())
                .put("author", author.toString())
                .put("title", title);
    }

    private static UUID id(JsonObject payload, String name) {
        return UUID.fromString(payload.getString(name));
    }
}
