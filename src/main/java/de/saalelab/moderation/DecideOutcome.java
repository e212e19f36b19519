package de.saalelab.moderation;

import de.saalelab.platform.db.Refusal;

/** What came of deciding. */
sealed interface DecideOutcome {
    record Decided(ReviewCase decided) implements DecideOutcome {}

    record NotFound() implements DecideOutcome, Refusal {}

    record AlreadyDecided() implements DecideOutcome, Refusal {}

    record Stale() implements DecideOutcome, Refusal {}

    record ReasonRequired() implements DecideOutcome, Refusal {}
}
