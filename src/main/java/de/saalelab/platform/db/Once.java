package de.saalelab.platform.db;

import java.util.Optional;

/**
 * A use case that must take effect once however often it is asked for: the first answer is kept with the effect, in the same transaction.
 *
 * @param <O> the use case's outcome
 * @param <A> the answer that the caller gets and that is kept
 */
public interface Once<O, A> {
    /** The answer that was given before, or that must be given instead; empty when this is the first time. Claims the key. */
    Optional<A> earlier(Tx tx);

    /** The answer for an outcome. */
    A render(O outcome);

    /** Keeps the answer, so that {@link #earlier} finds it. */
    void keep(Tx tx, A answer);
}
