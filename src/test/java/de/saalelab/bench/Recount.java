package de.saalelab.bench;

/** Holds the counters against their rows, as TARGETS asks after every run: the difference must be nothing. */
final class Recount {
    private Recount() {}

    /**
     * How many counters differ from what counting gives: supports, marks of options, voters, seats, ideas of calls. Rows that pgbench has written beside
     * the counters, on ballots, ideas and slots of its own, are left out: they are no work of the product.
     */
    static long differences(Sql sql) {
        return sql.number("""
                SELECT (SELECT count(*)
                          FROM idea_tally
                          FULL JOIN (SELECT idea_id, count(*) AS people FROM idea_support GROUP BY idea_id) AS counted
                                 ON counted.idea_id = idea_tally.idea_id
                         WHERE coalesce(idea_tally.supports, 0) <> coalesce(counted.people, 0)
                           AND coalesce(idea_tally.idea_id, counted.idea_id) NOT BETWEEN :first AND :last)
                     + (SELECT count(*)
                          FROM ballot_option
                          LEFT JOIN (SELECT ballot_id, option_id, count(*) AS marks FROM ballot_mark GROUP BY 1, 2) AS counted
                              USING (ballot_id, option_id)
                         WHERE ballot_option.marks <> coalesce(counted.marks, 0)
                           AND ballot_id NOT BETWEEN :first AND :last)
                     + (SELECT count(*)
                          FROM ballot
                          LEFT JOIN (SELECT ballot_id, count(DISTINCT voter) AS voters FROM ballot_mark GROUP BY 1) AS counted
                                 ON counted.ballot_id = ballot.id
                         WHERE ballot.voters <> coalesce(counted.voters, 0)
                           AND ballot.id NOT BETWEEN :first AND :last)
                     + (SELECT count(*)
                          FROM slot
                          LEFT JOIN (SELECT slot_id, count(*) AS people FROM booking WHERE state = 'booked' GROUP BY 1) AS counted
                                 ON counted.slot_id = slot.id
                         WHERE slot.taken <> coalesce(counted.people, 0)
                           AND slot.id NOT BETWEEN :first AND :last)
                     + (SELECT count(*)
                          FROM idea_call
                          LEFT JOIN (SELECT call_id, count(*) AS ideas FROM idea WHERE published_at IS NOT NULL GROUP BY 1) AS counted
                                 ON counted.call_id = idea_call.id
                         WHERE idea_call.ideas <> coalesce(counted.ideas, 0))
                """.replace(":first", Ground.FIRST_BESIDE).replace(":last", Ground.LAST));
    }
}
