package de.saalelab.event;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Barcamps;
import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.app.Caller;
import de.saalelab.app.Crowd;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PitchStormTest {
    private static final TestLab LAB = TestLab.shared();

    @Test
    void onePersonGetsFivePitchesHoweverManyAreSentAtOnce() {
        Barcamp barcamp = Barcamps.open(LAB, 0);

        List<Answer> answers = rush(LAB, barcamp);

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.problem().equals("too-many-pitches"))
                .hasSize(35);
        assertThat(pitches(LAB, barcamp)).isEqualTo(5);
        assertThat(options(LAB, barcamp)).isEqualTo(5);
    }

    /** Takes the constraint away and expects the same rush to break the rule: proof that the test above can fail. */
    @Test
    void withoutItsConstraintOnePersonGetsMore() {
        try (TestLab broken = TestLab.start()) {
            Barcamp barcamp = Barcamps.open(broken, 0);
            broken.execute("ALTER TABLE event_pitch DROP CONSTRAINT event_pitch_number_once");

            rush(broken, barcamp);

            System.out.printf("without the constraint: %d pitches of one person%n", pitches(broken, barcamp));
            assertThat(pitches(broken, barcamp)).isGreaterThan(5);
        }
    }

    @Test
    void pitchThatRacesTheClosingIsInTheBallotOrNotThereAtAll() {
        Barcamp barcamp = Barcamps.open(LAB, 0);
        Caller moderator = LAB.staff(Role.MODERATOR);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Caller author = LAB.citizen();
            calls.add(() -> author.create(barcamp.event() + "/pitches", Barcamps.pitch("Noch schnell dabei")));
        }
        calls.add(20, () -> moderator.put(barcamp.ballot() + "/closing"));

        List<Answer> answers = Crowd.rush(calls);

        int ranked = answers.get(20).json().getJsonArray("ranking").size();
        assertThat(pitches(LAB, barcamp)).isEqualTo(ranked);
        assertThat(options(LAB, barcamp)).isEqualTo(ranked);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(ranked);
    }

    private static List<Answer> rush(TestLab lab, Barcamp barcamp) {
        Caller author = lab.citizen();
        Callable<Answer> attempt =
                () -> author.create(barcamp.event() + "/pitches", Barcamps.pitch("Immer dieselbe Session"));
        return Crowd.rush(Collections.nCopies(40, attempt));
    }

    private static long pitches(TestLab lab, Barcamp barcamp) {
        return lab.number("SELECT count(*) FROM event_pitch WHERE event_id = ?", barcamp.eventId());
    }

    private static long options(TestLab lab, Barcamp barcamp) {
        return lab.number("SELECT count(*) FROM ballot_option WHERE ballot_id = ?", barcamp.ballotId());
    }
}
