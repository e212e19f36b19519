package de.saalelab.cafe;

import de.saalelab.platform.db.Once;
import de.saalelab.platform.db.Tx;
import java.util.Optional;

/**
 * An answer beside the outcome that it tells of, so that a refusal can be completed after rollback.
 *
 * @param outcome empty when the answer was given before
 */
record Told<O, A>(Optional<O> outcome, A answer) {
    /** The same use case, with the outcome kept beside each answer. */
    static <O, A> Once<O, Told<O, A>> telling(Once<O, A> once) {
        return new Once<>() {
            @Override
            public Optional<Told<O, A>> earlier(Tx tx) {
                return once.earlier(tx).map(answer -> new Told<>(Optional.empty(), answer));
            }

            @Override
            public Told<O, A> render(O outcome) {
                return new Told<>(Optional.of(outcome), once.render(outcome));
            }

            @Override
            public void keep(Tx tx, Told<O, A> told) {
                once.keep(tx, told.answer());
            }
        };
    }
}
