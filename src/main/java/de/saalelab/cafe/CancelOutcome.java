package de.saalelab.cafe;

import de.saalelab.platform.db.Refusal;
import java.time.Instant;

/** What came of cancelling. */
sealed interface CancelOutcome {
    /** Cancelled now or before. Bears no name: whoever knows a code may be anybody. */
    record Cancelled(String venue, Instant startsAt) implements CancelOutcome {}

    record NotFound() implements CancelOutcome, Refusal {}

    /** The slot has begun: there is nothing left to give back. */
    record SlotOver() implements CancelOutcome, Refusal {}

    /** Too many tries from this address, or too many wrong ones by everybody together. */
    record TooManyTries(int retryAfterSeconds) implements CancelOutcome, Refusal {}
}
