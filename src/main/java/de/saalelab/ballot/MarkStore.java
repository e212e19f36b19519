package de.saalelab.ballot;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The marks. Writes are set-based, so that many marks can be cast in one statement. */
final class MarkStore {
    Optional<Standing> standing(Tx tx, MarkCommand command) {
        return tx.first(
                """
                SELECT ballot.opens_at, ballot.closes_at, ballot.closed_at, ballot.marks_per_person, ballot_option.marks,
                       ARRAY(SELECT mark.option_id
                               FROM ballot_mark AS mark
                              WHERE mark.ballot_id = ballot.id AND mark.voter = $3
                              ORDER BY mark.number) AS mine
                  FROM ballot
                  JOIN ballot_option ON ballot_option.ballot_id = ballot.id AND ballot_option.option_id = $2
                 WHERE ballot.id = $1
                """,
                row -> new Standing(
                        BallotQueryStore.times(row),
                        row.getInteger("marks_per_person"),
                        row.getInteger("marks"),
                        Columns.ids(row, "mine")),
                command.ballotId(),
                command.optionId(),
                command.voter());
    }

    /**
     * Casts marks, each under its voter's lowest free number; returns those that were new. A mark that is there already, that exceeds the cap, or whose
     * number somebody took at the same moment, is left out: the primary key decides, not what this statement has seen.
     */
    List<Mark> insert(Tx tx, UUID ballotId, List<Mark> marks, Instant now) {
        return tx.list(
                """
                WITH asked AS (
                    SELECT wish.voter, wish.option_id, row_number() OVER (PARTITION BY wish.voter ORDER BY wish.position) AS turn
                      FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS wish (voter, option_id, position)
                     WHERE NOT EXISTS (
                           SELECT 1
                             FROM ballot_mark AS mark
                            WHERE mark.ballot_id = $1 AND mark.voter = wish.voter AND mark.option_id = wish.option_id)),
                free AS (
                    SELECT person.voter, series.number, ballot.marks_per_person,
                           row_number() OVER (PARTITION BY person.voter ORDER BY series.number) AS turn
                      FROM ballot
                     CROSS JOIN (SELECT DISTINCT voter FROM asked) AS person
                     CROSS JOIN generate_series(1, ballot.marks_per_person) AS series (number)
                     WHERE ballot.id = $1
                       AND NOT EXISTS (
                           SELECT 1
                             FROM ballot_mark AS mark
                            WHERE mark.ballot_id = $1 AND mark.voter = person.voter AND mark.number = series.number))
                INSERT INTO ballot_mark (ballot_id, voter, number, marks_per_person, option_id, cast_at)
                SELECT $1, asked.voter, free.number, free.marks_per_person, asked.option_id, $4
                  FROM asked
                  JOIN free ON free.voter = asked.voter AND free.turn = asked.turn
                    ON CONFLICT DO NOTHING
                RETURNING voter, option_id
                """,
                MarkStore::mark,
                ballotId,
                marks.stream().map(Mark::voter).toArray(UUID[]::new),
                marks.stream().map(Mark::optionId).toArray(UUID[]::new),
                now);
    }

    /** Locks a person's marks, always in the order of their numbers: two moves in opposite directions then wait instead of blocking each other. */
    void lock(Tx tx, UUID ballotId, UUID voter) {
        tx.update("""
                SELECT number
                  FROM ballot_mark
                 WHERE ballot_id = $1 AND voter = $2
                 ORDER BY number
                   FOR UPDATE
                """, ballotId, voter);
    }

    /** Moves a mark; false when it is no longer there. */
    boolean move(Tx tx, UUID ballotId, UUID voter, UUID from, UUID to, Instant now) {
        return tx.update("""
                        UPDATE ballot_mark
                           SET option_id = $4, cast_at = $5
                         WHERE ballot_id = $1 AND voter = $2 AND option_id = $3
                        """, ballotId, voter, from, to, now) == 1;
    }

    /** Takes a mark back; false when it is no longer there. */
    boolean delete(Tx tx, UUID ballotId, Mark mark) {
        return tx.update("""
                        DELETE FROM ballot_mark
                         WHERE ballot_id = $1 AND voter = $2 AND option_id = $3
                        """, ballotId, mark.voter(), mark.optionId()) > 0;
    }

    /** The options that hold each person's marks; a person without marks is missing. */
    Map<UUID, List<UUID>> marksOf(Tx tx, UUID ballotId, Collection<UUID> voters) {
        Map<UUID, List<UUID>> marks = new HashMap<>();
        tx.list(
                        """
                        SELECT voter, array_agg(option_id ORDER BY number) AS options
                          FROM ballot_mark
                         WHERE ballot_id = $1 AND voter = ANY ($2)
                         GROUP BY voter
                        """,
                        row -> Map.entry(row.getUUID("voter"), Columns.ids(row, "options")),
                        ballotId,
                        voters.toArray(UUID[]::new))
                .forEach(entry -> marks.put(entry.getKey(), entry.getValue()));
        return marks;
    }

    private static Mark mark(Row row) {
        return new Mark(row.getUUID("voter"), row.getUUID("option_id"));
    }
}
