package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.DatabaseAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counting again agrees with a lab that is alive, and finds each number that is wrong. */
class RecountTest {
    @Test
    void everyWrongNumberIsFoundAndNoRightOne() {
        try (TestLab lab = TestLab.start().demo()) {
            DatabaseAddress database = lab.database();
            assertThat(RestoredLab.<List<String>>on(database, RestoredLab::differences))
                    .isEmpty();

            lab.execute(
                    "UPDATE idea_tally SET supports = supports + 1 WHERE idea_id = (SELECT idea_id FROM idea_tally LIMIT 1)");
            lab.execute("UPDATE idea_call SET ideas = ideas + 1 WHERE id = (SELECT id FROM idea_call LIMIT 1)");
            lab.execute(
                    "UPDATE ballot_option SET marks = marks + 1 WHERE option_id = (SELECT option_id FROM ballot_option LIMIT 1)");
            lab.execute(
                    "UPDATE ballot SET voters = voters + 1 WHERE id = (SELECT id FROM ballot WHERE closed_at IS NULL LIMIT 1)");
            lab.execute(
                    "UPDATE slot SET taken = taken + 1 WHERE id = (SELECT id FROM slot WHERE taken < capacity LIMIT 1)");

            assertThat(RestoredLab.<List<String>>on(database, RestoredLab::differences))
                    .map(line -> line.split(" ", 2)[0])
                    .containsExactlyInAnyOrder("idea", "call", "option", "ballot", "slot");
        }
    }
}
