package de.saalelab.ballot;

import de.saalelab.ballot.Ballot.OptionCount;
import de.saalelab.ballot.BallotResults.Counted;
import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is read of ballots; each read is one statement, so one moment. */
final class BallotQueryStore {
    static final String RESULTS = """
            SELECT ballot.id, ballot.opens_at, ballot.closes_at, ballot.closed_at, ballot.voters,
                   ARRAY(SELECT option_id FROM ballot_option WHERE ballot_id = ballot.id ORDER BY option_id) AS options,
                   ARRAY(SELECT title FROM ballot_option WHERE ballot_id = ballot.id ORDER BY option_id) AS titles,
                   ARRAY(SELECT marks FROM ballot_option WHERE ballot_id = ballot.id ORDER BY option_id) AS marks
              FROM ballot
             WHERE ballot.id = $1
            """;

    Future<Optional<Ballot>> find(Reads reads, UUID ballotId, Optional<UUID> reader) {
        return reads.first("""
                SELECT ballot.id, ballot.opens_at, ballot.closes_at, ballot.closed_at, ballot.marks_per_person, ballot.version, ballot.voters,
                       ARRAY(SELECT option_id FROM ballot_option WHERE ballot_id = ballot.id ORDER BY option_id) AS options,
                       ARRAY(SELECT marks FROM ballot_option WHERE ballot_id = ballot.id ORDER BY option_id) AS marks,
                       ARRAY(SELECT option_id
                               FROM ballot_mark
                              WHERE ballot_id = ballot.id AND voter = $2
                              ORDER BY number) AS mine
                  FROM ballot
                 WHERE ballot.id = $1
                """, row -> ballot(row, reader.isPresent()), ballotId, reader);
    }

    Future<Optional<BallotResults>> results(Reads reads, UUID ballotId) {
        return reads.first(RESULTS, BallotQueryStore::results, ballotId);
    }

    /** The versions of many ballots at once. */
    Future<Map<UUID, Long>> versions(Reads reads, Collection<UUID> ballotIds) {
        return reads.list("""
                        SELECT id, version
                          FROM ballot
                         WHERE id = ANY ($1)
                        """, row -> Map.entry(row.getUUID("id"), row.getLong("version")), (Object)
                        ballotIds.toArray(UUID[]::new))
                .map(entries -> {
                    Map<UUID, Long> versions = new HashMap<>();
                    entries.forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
                    return versions;
                });
    }

    static BallotTimes times(Row row) {
        return new BallotTimes(
                Columns.instant(row, "opens_at"),
                Columns.instantIfAny(row, "closes_at"),
                Columns.instantIfAny(row, "closed_at"));
    }

    static BallotResults results(Row row) {
        List<UUID> ids = Columns.ids(row, "options");
        List<String> titles = Columns.texts(row, "titles");
        Integer[] marks = row.getArrayOfIntegers("marks");
        List<Counted> options = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            options.add(new Counted(ids.get(i), titles.get(i), marks[i]));
        }
        return BallotResults.of(row.getUUID("id"), times(row), row.getInteger("voters"), options);
    }

    private static Ballot ballot(Row row, boolean known) {
        List<UUID> ids = Columns.ids(row, "options");
        Integer[] marks = row.getArrayOfIntegers("marks");
        List<OptionCount> options = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            options.add(new OptionCount(ids.get(i), marks[i]));
        }
        return new Ballot(
                row.getUUID("id"),
                times(row),
                row.getInteger("marks_per_person"),
                row.getLong("version"),
                row.getInteger("voters"),
                options,
                known ? Optional.of(Columns.ids(row, "mine")) : Optional.empty());
    }
}
