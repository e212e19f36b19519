package de.saalelab.ballot;

import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is read about ballots. */
public final class BallotQueries {
    private final Reads reads;
    private final BallotQueryStore store = new BallotQueryStore();

    public BallotQueries(Reads reads) {
        this.reads = reads;
    }

    Future<Optional<Ballot>> find(UUID ballotId, Optional<UUID> reader) {
        return store.find(reads, ballotId, reader);
    }

    Future<Optional<BallotResults>> results(UUID ballotId) {
        return store.results(reads, ballotId);
    }

    Future<Map<UUID, Long>> versions(Collection<UUID> ballotIds) {
        return store.versions(reads, ballotIds);
    }
}
