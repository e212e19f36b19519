package de.saalelab.ballot;

import de.saalelab.platform.db.Refusal;

/** What came of casting, moving or taking back a mark. */
sealed interface MarkOutcome {
    /** Done, in the ballot's new version. */
    record Changed(MyMarks marks, long version) implements MarkOutcome {}

    /** It was so already. */
    record Unchanged(MyMarks marks) implements MarkOutcome {}

    record BallotNotFound() implements MarkOutcome, Refusal {}

    record OptionNotFound() implements MarkOutcome, Refusal {}

    record NotOpen() implements MarkOutcome, Refusal {}

    record Closed() implements MarkOutcome, Refusal {}

    record NoMarksLeft() implements MarkOutcome, Refusal {}

    record NoMarkToMove() implements MarkOutcome, Refusal {}

    /** The person has become part of another meanwhile. */
    record VoterGone() implements MarkOutcome, Refusal {}

    /** The same person did something else at the same moment and was faster; to be decided anew. */
    record Overtaken() implements MarkOutcome, Refusal {}
}
