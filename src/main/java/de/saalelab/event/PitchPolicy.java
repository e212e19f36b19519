package de.saalelab.event;

import de.saalelab.ballot.BallotState;
import java.util.Optional;

/** The rules of pitching, without any input or output. */
final class PitchPolicy {
    private PitchPolicy() {}

    /** Sessions can be pitched from the announcement of a barcamp until its ballot closes; events without a ballot take none. */
    static boolean takesPitches(Optional<BallotState> ballot) {
        return ballot.map(state -> switch (state) {
                    case PLANNED, OPEN -> true;
                    case CLOSED -> false;
                })
                .orElse(false);
    }
}
