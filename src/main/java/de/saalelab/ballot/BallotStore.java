package de.saalelab.ballot;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/** Ballots, their options and counters. Whoever changes a count locks in this order: marks, options by id, ballot. */
final class BallotStore {
    /** A ballot that has just been closed. */
    record Closed(UUID ballotId, Instant closedAt, long version) {}

    void insert(Tx tx, NewBallot ballot) {
        tx.update("""
                INSERT INTO ballot (id, marks_per_person, opens_at, closes_at)
                VALUES ($1, $2, $3, $4)
                """, ballot.id(), ballot.marksPerPerson(), ballot.opensAt(), ballot.closesAt());
    }

    Optional<BallotTimes> times(Tx tx, UUID ballotId) {
        return tx.first("""
                SELECT opens_at, closes_at, closed_at
                  FROM ballot
                 WHERE id = $1
                """, BallotQueryStore::times, ballotId);
    }

    void insertOption(Tx tx, UUID ballotId, UUID optionId, String title) {
        tx.update("""
                INSERT INTO ballot_option (ballot_id, option_id, title)
                VALUES ($1, $2, $3)
                """, ballotId, optionId, title);
    }

    /** Changes counters of options and returns what they are then. With several, their rows are locked in order first. */
    Map<UUID, Integer> count(Tx tx, UUID ballotId, SortedMap<UUID, Integer> changes) {
        UUID[] options = changes.keySet().toArray(UUID[]::new);
        if (options.length > 1) {
            tx.update("""
                    SELECT option_id
                      FROM ballot_option
                     WHERE ballot_id = $1 AND option_id = ANY ($2)
                     ORDER BY option_id
                       FOR NO KEY UPDATE
                    """, ballotId, options);
        }
        Map<UUID, Integer> counts = new HashMap<>();
        tx.list(
                        """
                        UPDATE ballot_option
                           SET marks = ballot_option.marks + change.marks
                          FROM unnest($2::uuid[], $3::int[]) AS change (option_id, marks)
                         WHERE ballot_option.ballot_id = $1 AND ballot_option.option_id = change.option_id
                        RETURNING ballot_option.option_id, ballot_option.marks
                        """,
                        row -> Map.entry(row.getUUID("option_id"), row.getInteger("marks")),
                        ballotId,
                        options,
                        changes.values().toArray(Integer[]::new))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /**
     * Raises the version and holds the ballot's row to the end of the transaction. On a closed ballot the constraint {@code ballot_closed_is_final}
     * refuses.
     */
    long raiseVersion(Tx tx, UUID ballotId) {
        return tx.one("""
                UPDATE ballot
                   SET version = version + 1
                 WHERE id = $1
                RETURNING version
                """, row -> row.getLong("version"), ballotId);
    }

    void addVoters(Tx tx, UUID ballotId, int change) {
        tx.update("""
                UPDATE ballot
                   SET voters = voters + $2
                 WHERE id = $1
                """, ballotId, change);
    }

    /** Closes a ballot for ever; empty when it was closed before or does not exist. */
    Optional<Closed> close(Tx tx, UUID ballotId, Instant now) {
        return tx.first(
                """
                UPDATE ballot
                   SET closed_at = LEAST(closes_at, $2), version = version + 1, final_version = version + 1
                 WHERE id = $1 AND closed_at IS NULL
                RETURNING closed_at, version
                """,
                row -> new Closed(ballotId, Columns.instant(row, "closed_at"), row.getLong("version")),
                ballotId,
                now);
    }

    List<UUID> due(Tx tx, Instant now) {
        return tx.list("""
                SELECT id
                  FROM ballot
                 WHERE closed_at IS NULL AND closes_at <= $1
                 ORDER BY closes_at
                 LIMIT 100
                """, row -> row.getUUID("id"), now);
    }

    Optional<BallotResults> results(Tx tx, UUID ballotId) {
        return tx.first(BallotQueryStore.RESULTS, BallotQueryStore::results, ballotId);
    }
}
