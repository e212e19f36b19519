package de.saalelab.app;

import de.saalelab.platform.db.Tx;
import java.util.List;

/** Counts again what the tables keep as numbers. */
final class RecountStore {
    /** One line for each number that differs from its rows; empty when all are right. */
    List<String> differences(Tx tx) {
        return tx.list("""
                SELECT format('idea %s has %s supports, counted %s', idea_tally.idea_id, idea_tally.supports, count(idea_support.person_id)) AS line
                  FROM idea_tally
                  LEFT JOIN idea_support ON idea_support.idea_id = idea_tally.idea_id
                 GROUP BY idea_tally.idea_id
                HAVING idea_tally.supports <> count(idea_support.person_id)
                 UNION ALL
                SELECT format('call %s has %s ideas, counted %s', idea_call.id, idea_call.ideas, count(idea.id))
                  FROM idea_call
                  LEFT JOIN idea ON idea.call_id = idea_call.id AND idea.published_at IS NOT NULL
                 GROUP BY idea_call.id
                HAVING idea_call.ideas <> count(idea.id)
                 UNION ALL
                SELECT format('option %s has %s marks, counted %s', o.option_id, o.marks, count(m.voter))
                  FROM ballot_option AS o
                  LEFT JOIN ballot_mark AS m ON m.ballot_id = o.ballot_id AND m.option_id = o.option_id
                 GROUP BY o.ballot_id, o.option_id
                HAVING o.marks <> count(m.voter)
                 UNION ALL
                SELECT format('ballot %s has %s voters, counted %s', ballot.id, ballot.voters, count(DISTINCT m.voter))
                  FROM ballot
                  LEFT JOIN ballot_mark AS m ON m.ballot_id = ballot.id
                 GROUP BY ballot.id
                HAVING ballot.voters <> count(DISTINCT m.voter)
                 UNION ALL
                SELECT format('slot %s has %s taken, counted %s', slot.id, slot.taken, count(booking.id))
                  FROM slot
                  LEFT JOIN booking ON booking.slot_id = slot.id AND booking.state = 'booked'
                 GROUP BY slot.id
                HAVING slot.taken <> count(booking.id)
                """, row -> row.getString("line"));
    }
}
