package de.saalelab.ballot;

/** What a wish for an option of a ballot finds. */
sealed interface Found {
    /** Both are there. */
    record There(Standing standing) implements Found {}

    record NoOption() implements Found {}

    record NoBallot() implements Found {}
}
