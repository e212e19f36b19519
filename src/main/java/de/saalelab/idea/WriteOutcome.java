package de.saalelab.idea;

import de.saalelab.platform.db.Refusal;

/** What came of creating or changing an idea. */
sealed interface WriteOutcome {
    record Written(Idea idea) implements WriteOutcome {}

    record NotFound() implements WriteOutcome, Refusal {}

    record NotEditable() implements WriteOutcome, Refusal {}

    record Stale() implements WriteOutcome, Refusal {}

    record CallNotFound() implements WriteOutcome, Refusal {}

    record CallClosed() implements WriteOutcome, Refusal {}

    record UnknownMunicipality() implements WriteOutcome, Refusal {}

    record TooManyOpen() implements WriteOutcome, Refusal {}
}
