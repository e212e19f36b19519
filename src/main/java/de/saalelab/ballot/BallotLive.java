package de.saalelab.ballot;

import de.saalelab.platform.live.LiveHub;
import de.saalelab.platform.live.LiveSource;
import de.saalelab.platform.live.LiveState;
import de.saalelab.platform.live.LiveTopic;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Ballots as a live topic, {@code ballot:<ballotId>}. */
public final class BallotLive implements LiveSource {
    private static final String PREFIX = "ballot";

    private final BallotQueries queries;
    private final LiveHub hub;
    private final Clock clock;

    public BallotLive(BallotQueries queries, LiveHub hub, Clock clock) {
        this.queries = queries;
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public Future<Optional<LiveState>> read(UUID ballotId) {
        return queries.find(ballotId, Optional.empty()).map(found -> found.map(this::state));
    }

    @Override
    public Future<Map<UUID, Long>> versions(Collection<UUID> ballotIds) {
        return queries.versions(ballotIds);
    }

    void changed(BallotChange change) {
        hub.changed(new LiveTopic(PREFIX, change.ballotId()), change.version());
    }

    private LiveState state(Ballot ballot) {
        String topic = new LiveTopic(PREFIX, ballot.id()).toString();
        BallotState state = BallotPolicy.state(ballot.times(), clock.instant());
        return new LiveState(ballot.version(), PREFIX, BallotDocuments.live(topic, ballot, state));
    }
}
