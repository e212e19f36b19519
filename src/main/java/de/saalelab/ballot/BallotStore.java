package de.saalelab.ballot;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Ballots, their options and counters. Whoever changes a count locks in this order: marks, options by id, ballot. */
final class BallotStore {
    /** An option of a ballot. */
    record OptionKey(UUID ballotId, UUID optionId) {}

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

    /** Marks per person. */
    int cap(Tx tx, UUID ballotId) {
        return tx.one("""
                SELECT marks_per_person
                  FROM ballot
                 WHERE id = $1
                """, row -> row.getInteger("marks_per_person"), ballotId);
    }

    void insertOption(Tx tx, UUID ballotId, UUID optionId, String title) {
        tx.update("""
                INSERT INTO ballot_option (ballot_id, option_id, title)
                VALUES ($1, $2, $3)
                """, ballotId, optionId, title);
    }

    /** Changes counters of options and returns what they are then. Their rows are locked in order first. */
    Tx.Later<Map.Entry<OptionKey, Integer>> count(Tx tx, Map<OptionKey, Integer> changes) {
        UUID[] ballots = changes.keySet().stream().map(OptionKey::ballotId).toArray(UUID[]::new);
        UUID[] options = changes.keySet().stream().map(OptionKey::optionId).toArray(UUID[]::new);
        if (options.length > 1) {
            lockOptions(tx, changes.keySet());
        }
        return tx.later(
                """
                UPDATE ballot_option
                   SET marks = ballot_option.marks + change.marks
                  FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS change (ballot_id, option_id, marks)
                 WHERE ballot_option.ballot_id = change.ballot_id AND ballot_option.option_id = change.option_id
                RETURNING ballot_option.ballot_id, ballot_option.option_id, ballot_option.marks
                """,
                row -> Map.entry(
                        new OptionKey(row.getUUID("ballot_id"), row.getUUID("option_id")), row.getInteger("marks")),
                ballots,
                options,
                changes.values().toArray(Integer[]::new));
    }

    /** Locks options, in order. */
    void lockOptions(Tx tx, Collection<OptionKey> keys) {
        tx.later(
                """
                SELECT ballot_option.option_id
                  FROM ballot_option
                  JOIN unnest($1::uuid[], $2::uuid[]) AS touched (ballot_id, option_id)
                    ON ballot_option.ballot_id = touched.ballot_id AND ballot_option.option_id = touched.option_id
                 ORDER BY ballot_option.ballot_id, ballot_option.option_id
                   FOR NO KEY UPDATE OF ballot_option
                """,
                row -> row.getUUID("option_id"),
                keys.stream().map(OptionKey::ballotId).toArray(UUID[]::new),
                keys.stream().map(OptionKey::optionId).toArray(UUID[]::new));
    }

    /** Locks ballots, in order, so that none of them closes or counts meanwhile; tells where each stands. */
    List<Map.Entry<UUID, BallotTimes>> lock(Tx tx, Collection<UUID> ballotIds) {
        return tx.list("""
                SELECT id, opens_at, closes_at, closed_at
                  FROM ballot
                 WHERE id = ANY ($1)
                 ORDER BY id
                   FOR NO KEY UPDATE
                """, row -> Map.entry(row.getUUID("id"), BallotQueryStore.times(row)), (Object)
                ballotIds.toArray(UUID[]::new));
    }

    /**
     * Raises the version and holds the ballot's row to the end of the transaction. On a closed ballot the constraint {@code ballot_closed_is_final}
     * refuses.
     */
    long raiseVersion(Tx tx, UUID ballotId) {
        return raiseVersions(tx, List.of(ballotId)).rows().getFirst().getValue();
    }

    /** As {@link #raiseVersion}, for several; their rows are locked in order first. */
    Tx.Later<Map.Entry<UUID, Long>> raiseVersions(Tx tx, Collection<UUID> ballotIds) {
        UUID[] ballots = ballotIds.toArray(UUID[]::new);
        if (ballots.length > 1) {
            tx.later("""
                    SELECT id
                      FROM ballot
                     WHERE id = ANY ($1)
                     ORDER BY id
                       FOR NO KEY UPDATE
                    """, row -> row.getUUID("id"), (Object) ballots);
        }
        return tx.later("""
                UPDATE ballot
                   SET version = version + 1
                 WHERE id = ANY ($1)
                RETURNING id, version
                """, row -> Map.entry(row.getUUID("id"), row.getLong("version")), (Object) ballots);
    }

    /** Only after {@link #raiseVersions}, which holds the rows. */
    void addVoters(Tx tx, Map<UUID, Integer> changes) {
        tx.later(
                """
                UPDATE ballot
                   SET voters = ballot.voters + change.voters
                  FROM unnest($1::uuid[], $2::int[]) AS change (ballot_id, voters)
                 WHERE ballot.id = change.ballot_id
                """,
                row -> row,
                changes.keySet().toArray(UUID[]::new),
                changes.values().toArray(Integer[]::new));
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
