package de.saalelab.event;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.ballot.BallotState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PitchPolicyTest {
    @Test
    void sessionsArePitchedUntilTheBallotCloses() {
        assertThat(PitchPolicy.takesPitches(Optional.of(BallotState.PLANNED))).isTrue();
        assertThat(PitchPolicy.takesPitches(Optional.of(BallotState.OPEN))).isTrue();
        assertThat(PitchPolicy.takesPitches(Optional.of(BallotState.CLOSED))).isFalse();
    }

    @Test
    void eventWithoutBallotTakesNone() {
        assertThat(PitchPolicy.takesPitches(Optional.empty())).isFalse();
    }
}
