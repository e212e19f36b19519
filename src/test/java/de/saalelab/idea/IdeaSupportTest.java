package de.saalelab.idea;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.Crowd;
import de.saalelab.app.Ideas;
import de.saalelab.app.TestLab;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class IdeaSupportTest {
    private static final TestLab LAB = TestLab.shared();

    @Test
    void supporterCannotSupportTwice() {
        String path =
                "/ideas/" + Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Fahrradständer am Bahnhof")) + "/support";
        Caller supporter = LAB.citizen();

        assertThat(supporter.put(path).json().getInteger("supports")).isEqualTo(1);
        assertThat(supporter.put(path).json().getInteger("supports")).isEqualTo(1);
        assertThat(supporter.delete(path).json().getInteger("supports")).isZero();
        assertThat(supporter.delete(path).json().getInteger("supports")).isZero();
    }

    @Test
    void authorCannotSupportOwnIdea() {
        Caller author = LAB.citizen();
        String id = Ideas.publish(LAB, author, Ideas.idea("Meine beste Idee"));

        assertThat(author.put("/ideas/" + id + "/support").problem()).isEqualTo("idea-own");
    }

    @Test
    void unpublishedIdeaCannotBeSupported() {
        String id = Ideas.submit(LAB.citizen(), Ideas.idea("Noch nicht geprüft"));

        assertThat(LAB.citizen().put("/ideas/" + id + "/support").problem()).isEqualTo("idea-not-found");
    }

    @Test
    void twoHundredAttemptsOfOnePersonCountOnce() {
        String id = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Ampel an der B91"));
        Caller supporter = LAB.citizen();
        Callable<Answer> attempt = () -> supporter.put("/ideas/" + id + "/support");

        List<Answer> answers = Crowd.rush(Collections.nCopies(200, attempt));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertCounterIsRows(LAB, id, 1);
    }

    @Test
    void twoHundredPeopleCountAsTwoHundred() {
        String id = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Radweg nach Leuna"));
        List<Callable<Answer>> attempts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Caller supporter = LAB.citizen();
            attempts.add(() -> supporter.put("/ideas/" + id + "/support"));
        }

        assertThat(Crowd.rush(attempts))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertCounterIsRows(LAB, id, 200);
    }

    @Test
    void onePersonAtTwoProcessesCountsOnce() {
        try (TestLab first = TestLab.start();
                TestLab second = TestLab.second(first)) {
            assertThat(mostSupportsOfOnePerson(first, second)).isEqualTo(1);
        }
    }

    /** Takes the constraint away and expects the same rush to break the rule: proof that the test above can fail. */
    @Test
    void withoutItsConstraintOnePersonCountsManyTimes() {
        try (TestLab first = TestLab.start();
                TestLab second = TestLab.second(first)) {
            first.execute("ALTER TABLE idea_support DROP CONSTRAINT idea_support_once");
            first.execute(
                    "ALTER TABLE idea_support ADD CONSTRAINT idea_support_once UNIQUE (idea_id, person_id, supported_at)");

            assertThat(mostSupportsOfOnePerson(first, second)).isGreaterThan(1);
        }
    }

    /** Sends supports to two processes at the same moment, for one idea after the other; a process by itself does one thing after the other for a person. */
    private static long mostSupportsOfOnePerson(TestLab first, TestLab second) {
        long most = 0;
        for (int round = 0; round < 20 && most <= 1; round++) {
            Caller supporter = first.citizen();
            String path =
                    "/ideas/" + Ideas.publish(first, first.citizen(), Ideas.idea("Ampel an der B91")) + "/support";
            List<Callable<Integer>> attempts = new ArrayList<>();
            for (TestLab process : List.of(first, second, first, second)) {
                attempts.add(() -> process.rawPut(path, supporter));
            }
            Crowd.rush(attempts);
            most = first.number("SELECT max(supports) FROM idea_tally");
        }
        return most;
    }

    private static void assertCounterIsRows(TestLab lab, String ideaId, long expected) {
        assertThat(lab.number("SELECT supports FROM idea_tally WHERE idea_id = ?::uuid", ideaId))
                .isEqualTo(expected);
        assertThat(lab.number("SELECT count(*) FROM idea_support WHERE idea_id = ?::uuid", ideaId))
                .isEqualTo(expected);
        assertThat(lab.number(
                        "SELECT sum((payload ->> 'people')::int) FROM outbox_event WHERE name = 'idea.supported.v1' AND payload ->> 'ideaId' = ?",
                        ideaId))
                .isEqualTo(expected);
    }
}
