package de.saalelab.idea;

/** What came of supporting an idea, or of taking the support back. */
sealed interface SupportOutcome {
    /** How it now stands, whether or not this call changed it. */
    record Standing(int supports, boolean supported) implements SupportOutcome {}

    record NotFound() implements SupportOutcome {}

    record Own() implements SupportOutcome {}

    /** The person has become part of another meanwhile. */
    record SupporterGone() implements SupportOutcome {}
}
