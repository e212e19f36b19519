package de.saalelab.event;

import de.saalelab.platform.db.Refusal;

/** What came of pitching a session. */
sealed interface PitchOutcome {
    record Pitched(Pitch pitch) implements PitchOutcome {}

    record EventNotFound() implements PitchOutcome, Refusal {}

    record Closed() implements PitchOutcome, Refusal {}

    record TooMany() implements PitchOutcome, Refusal {}
}
