package de.saalelab.platform;

/**
 * The person for whom a request acts is gone: since it came in, what they did has become part of another person's history. The same request again, with
 * the same credential, finds who they are now. Nothing of it was done.
 */
public final class PersonGone extends RuntimeException {
    public PersonGone() {
        super("The person is gone", null, false, false);
    }
}
