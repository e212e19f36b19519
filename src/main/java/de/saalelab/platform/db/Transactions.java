package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens transactions, for services only. One use case is one transaction; it commits unless the work throws or its outcome is a {@link Refusal}.
 * Calls wait, so they belong on virtual threads.
 */
public final class Transactions {
    private static final int TRIES = 3;
    private final Pool pool;
    private final Changes changes;

    Transactions(Pool pool, Changes changes) {
        this.pool = pool;
        this.changes = changes;
    }

    /**
     * Runs the work in one transaction. After a deadlock or serialization failure, when the database has undone all of it, it runs again.
     *
     * @throws ConstraintViolated when a named constraint refused, after rollback
     * @throws DatabaseUnavailable when the database did not answer; whether a commit took effect is then unknown
     */
    public <T> T run(Function<Tx, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work);
            } catch (RuntimeException e) {
                if (attempt == TRIES || !Faults.worthAnotherTry(e)) {
                    throw Faults.translate(e);
                }
            }
        }
    }

    /** Runs the work unless it was done before; the answer is kept in the same transaction. A refusal keeps nothing. */
    public <O, A> A once(Once<O, A> once, Function<Tx, O> work) {
        return this.<Answered<A>>run(tx -> {
                    Optional<A> earlier = once.earlier(tx);
                    if (earlier.isPresent()) {
                        return new Given<>(earlier.get());
                    }
                    O outcome = work.apply(tx);
                    A answer = once.render(outcome);
                    if (outcome instanceof Refusal) {
                        return new Refused<>(answer);
                    }
                    once.keep(tx, answer);
                    return new Given<>(answer);
                })
                .answer();
    }

    private <T> T attempt(Function<Tx, T> work) {
        SqlConnection connection = Waiting.on(Acquiring.connection(pool, Acquiring.LONGEST));
        try {
            // Not waited for: it travels together with the first statement, which fails where it fails.
            Future<Transaction> begun = connection.begin();
            T outcome;
            Transaction transaction;
            Tx tx = new Tx(connection);
            try {
                outcome = work.apply(tx);
                tx.settle();
                transaction = Waiting.on(begun);
            } catch (RuntimeException e) {
                RuntimeException first = tx.firstFault(e);
                rollBack(begun, first);
                throw first;
            } catch (Error e) {
                rollBack(begun, e);
                throw e;
            }
            if (outcome instanceof Refusal) {
                Waiting.on(transaction.rollback());
            } else {
                commit(transaction, tx);
            }
            return outcome;
        } finally {
            connection.close();
        }
    }

    /** Also after a commit of unknown outcome what was read before may be old. */
    private void commit(Transaction transaction, Tx tx) {
        try {
            Waiting.on(transaction.commit());
        } finally {
            changes.committed(tx.written());
        }
    }

    /** The first fault is the one to tell; a failed rollback means that the connection is gone, and the transaction with it. */
    private static void rollBack(Future<Transaction> begun, Throwable first) {
        try {
            Waiting.on(begun.compose(Transaction::rollback));
        } catch (RuntimeException second) {
            // Statements that were on their way together fail with one and the same fault.
            if (!second.equals(first)) {
                first.addSuppressed(second);
            }
        }
    }

    private sealed interface Answered<A> {
        A answer();
    }

    private record Given<A>(A answer) implements Answered<A> {}

    private record Refused<A>(A answer) implements Answered<A>, Refusal {}
}
