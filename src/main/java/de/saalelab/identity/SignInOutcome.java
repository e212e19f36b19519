package de.saalelab.identity;

import de.saalelab.platform.db.Refusal;

/** What came of signing in. */
sealed interface SignInOutcome {
    /** Signed in; the token goes into the cookie and nowhere else. */
    record SignedIn(String token, StaffSession session) implements SignInOutcome {}

    /** No such account, or not its password: the caller is not told which. */
    record WrongCredentials() implements SignInOutcome, Refusal {}

    /** Too many tries for this name, from this address or in all. */
    record TooManyTries(int retryAfterSeconds) implements SignInOutcome, Refusal {}
}
