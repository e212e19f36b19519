package de.saalelab.ballot;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The marks. Everything is set-based: many people's marks are read, cast, moved and taken back in one statement each. */
final class MarkStore {
    /** A mark and the number under which it is cast. */
    record Cast(Mark mark, int number, int marksPerPerson) {}

    /** A mark that goes from one option to another. */
    record Move(Mark from, UUID to) {}

    /** One person in one ballot. */
    record Voter(UUID ballotId, UUID person) {
        static Voter of(Mark mark) {
            return new Voter(mark.ballotId(), mark.voter());
        }
    }

    /** What each wish meets, in the same order. */
    List<Found> standings(Tx tx, List<? extends MarkCommand> wishes) {
        return tx.list(
                """
                SELECT ballot.id, ballot.opens_at, ballot.closes_at, ballot.closed_at, ballot.marks_per_person,
                       ballot_option.option_id, ballot_option.marks,
                       ARRAY(SELECT mark.option_id
                               FROM ballot_mark AS mark
                              WHERE mark.ballot_id = wish.ballot_id AND mark.voter = wish.voter
                              ORDER BY mark.number) AS mine,
                       ARRAY(SELECT mark.number
                               FROM ballot_mark AS mark
                              WHERE mark.ballot_id = wish.ballot_id AND mark.voter = wish.voter
                              ORDER BY mark.number) AS numbers
                  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS wish (ballot_id, option_id, voter, position)
                  LEFT JOIN ballot ON ballot.id = wish.ballot_id
                  LEFT JOIN ballot_option ON ballot_option.ballot_id = wish.ballot_id AND ballot_option.option_id = wish.option_id
                 ORDER BY wish.position
                """,
                MarkStore::found,
                ids(wishes, MarkCommand::ballotId),
                ids(wishes, MarkCommand::optionId),
                ids(wishes, MarkCommand::voter));
    }

    /**
     * Casts marks; returns those that were new. One that is there already, or whose number somebody took at the same moment, is left out: the primary
     * key decides, not what was seen before. Keys are taken in one order everywhere, so that two sets wait for each other and never block.
     */
    List<Mark> insert(Tx tx, List<Cast> casts, Instant now) {
        return tx.list(
                """
                INSERT INTO ballot_mark (ballot_id, voter, number, marks_per_person, option_id, cast_at)
                SELECT wish.ballot_id, wish.voter, wish.number, wish.marks_per_person, wish.option_id, $6
                  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::int[])
                       AS wish (ballot_id, voter, option_id, number, marks_per_person)
                 ORDER BY wish.ballot_id, wish.voter, wish.number
                    ON CONFLICT DO NOTHING
                RETURNING ballot_id, voter, option_id
                """,
                MarkStore::mark,
                ids(casts, cast -> cast.mark().ballotId()),
                ids(casts, cast -> cast.mark().voter()),
                ids(casts, cast -> cast.mark().optionId()),
                casts.stream().map(Cast::number).toArray(Integer[]::new),
                casts.stream().map(Cast::marksPerPerson).toArray(Integer[]::new),
                now);
    }

    /** Locks people's marks, always in the order of their keys: two moves in opposite directions then wait instead of blocking each other. */
    void lock(Tx tx, Collection<Voter> voters) {
        tx.update("""
                SELECT mark.number
                  FROM ballot_mark AS mark
                  JOIN unnest($1::uuid[], $2::uuid[]) AS person (ballot_id, voter)
                    ON mark.ballot_id = person.ballot_id AND mark.voter = person.voter
                 ORDER BY mark.ballot_id, mark.voter, mark.number
                   FOR UPDATE OF mark
                """, ids(voters, Voter::ballotId), ids(voters, Voter::person));
    }

    /** Moves marks; returns those that were still there, as they are now. */
    List<Mark> move(Tx tx, List<Move> moves, Instant now) {
        return tx.list(
                """
                UPDATE ballot_mark
                   SET option_id = wish.to_option, cast_at = $5
                  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) AS wish (ballot_id, voter, from_option, to_option)
                 WHERE ballot_mark.ballot_id = wish.ballot_id AND ballot_mark.voter = wish.voter
                   AND ballot_mark.option_id = wish.from_option
                RETURNING ballot_mark.ballot_id, ballot_mark.voter, ballot_mark.option_id
                """,
                MarkStore::mark,
                ids(moves, move -> move.from().ballotId()),
                ids(moves, move -> move.from().voter()),
                ids(moves, move -> move.from().optionId()),
                ids(moves, Move::to),
                now);
    }

    /** Takes marks back; returns those that were still there. */
    List<Mark> delete(Tx tx, List<Mark> marks) {
        return tx.list(
                """
                DELETE FROM ballot_mark
                 USING unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS wish (ballot_id, voter, option_id)
                 WHERE ballot_mark.ballot_id = wish.ballot_id AND ballot_mark.voter = wish.voter
                   AND ballot_mark.option_id = wish.option_id
                RETURNING ballot_mark.ballot_id, ballot_mark.voter, ballot_mark.option_id
                """, MarkStore::mark, ids(marks, Mark::ballotId), ids(marks, Mark::voter), ids(marks, Mark::optionId));
    }

    /** All marks of a person, by ballot and number. By way of the ballots, because marks are found by ballot and person and not by person alone. */
    List<Cast> castBy(Tx tx, UUID voter) {
        return tx.list(
                """
                SELECT mark.ballot_id, mark.voter, mark.option_id, mark.number, mark.marks_per_person
                  FROM ballot
                  JOIN ballot_mark AS mark ON mark.ballot_id = ballot.id AND mark.voter = $1
                 ORDER BY mark.ballot_id, mark.number
                """, row -> new Cast(mark(row), row.getInteger("number"), row.getInteger("marks_per_person")), voter);
    }

    /** When the person first cast a mark in one of these ballots. */
    Instant firstCast(Tx tx, UUID voter, Collection<UUID> ballotIds) {
        return tx.one("""
                SELECT min(cast_at) AS first_cast
                  FROM ballot_mark
                 WHERE ballot_id = ANY ($1) AND voter = $2
                """, row -> Columns.instant(row, "first_cast"), ballotIds.toArray(UUID[]::new), voter);
    }

    /** Gives marks of one person to another, under other numbers; each is named as it is afterwards. */
    void handOver(Tx tx, UUID from, List<Cast> casts) {
        tx.update(
                """
                UPDATE ballot_mark
                   SET voter = wish.voter, number = wish.number
                  FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[]) AS wish (ballot_id, voter, option_id, number)
                 WHERE ballot_mark.ballot_id = wish.ballot_id AND ballot_mark.voter = $1
                   AND ballot_mark.option_id = wish.option_id
                """,
                from,
                ids(casts, cast -> cast.mark().ballotId()),
                ids(casts, cast -> cast.mark().voter()),
                ids(casts, cast -> cast.mark().optionId()),
                casts.stream().map(Cast::number).toArray(Integer[]::new));
    }

    /** Gives all of a person's marks in these ballots to somebody who has none there. */
    void rename(Tx tx, UUID from, UUID to, Collection<UUID> ballotIds) {
        tx.update("""
                UPDATE ballot_mark
                   SET voter = $2
                 WHERE voter = $1 AND ballot_id = ANY ($3)
                """, from, to, ballotIds.toArray(UUID[]::new));
    }

    /** The options that hold each person's marks; a person without marks is missing. */
    Tx.Later<Map.Entry<Voter, List<UUID>>> marksOf(Tx tx, Collection<Voter> voters) {
        return tx.later(
                """
                        SELECT mark.ballot_id, mark.voter, array_agg(mark.option_id ORDER BY mark.number) AS options
                          FROM unnest($1::uuid[], $2::uuid[]) AS person (ballot_id, voter)
                          JOIN ballot_mark AS mark ON mark.ballot_id = person.ballot_id AND mark.voter = person.voter
                         GROUP BY mark.ballot_id, mark.voter
                        """,
                row -> Map.entry(
                        new Voter(row.getUUID("ballot_id"), row.getUUID("voter")), Columns.ids(row, "options")),
                ids(voters, Voter::ballotId),
                ids(voters, Voter::person));
    }

    private static <T> UUID[] ids(Collection<? extends T> values, Function<? super T, UUID> id) {
        return values.stream().map(id).toArray(UUID[]::new);
    }

    private static Found found(Row row) {
        if (row.getUUID("id") == null) {
            return new Found.NoBallot();
        }
        if (row.getUUID("option_id") == null) {
            return new Found.NoOption();
        }
        return new Found.There(new Standing(
                BallotQueryStore.times(row),
                row.getInteger("marks_per_person"),
                row.getInteger("marks"),
                Columns.ids(row, "mine"),
                List.of(row.getArrayOfIntegers("numbers"))));
    }

    private static Mark mark(Row row) {
        return new Mark(row.getUUID("ballot_id"), row.getUUID("voter"), row.getUUID("option_id"));
    }
}
