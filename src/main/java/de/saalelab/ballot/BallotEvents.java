package de.saalelab.ballot;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** What other rooms may know of what happens to ballots. */
public final class BallotEvents {
    private BallotEvents() {}

    /** A ballot is closed and its results are final. */
    public record Closed(UUID ballotId, Instant closedAt) {
        public static final String NAME = "ballot.closed.v1";

        JsonObject payload() {
            return new JsonObject().put("ballotId", ballotId.toString()).put("closedAt", closedAt.toString());
        }

        public static Closed of(JsonObject payload) {
            return new Closed(
                    UUID.fromString(payload.getString("ballotId")), Instant.parse(payload.getString("closedAt")));
        }
    }
}
