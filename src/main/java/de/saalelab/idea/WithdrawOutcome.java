package de.saalelab.idea;

import de.saalelab.platform.db.Refusal;

/** What came of taking one's own idea back. */
sealed interface WithdrawOutcome {
    record Withdrawn() implements WithdrawOutcome {}

    record NotFound() implements WithdrawOutcome, Refusal {}

    record NotEditable() implements WithdrawOutcome, Refusal {}
}
