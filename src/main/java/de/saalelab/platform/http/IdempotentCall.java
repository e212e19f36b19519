package de.saalelab.platform.http;

import de.saalelab.platform.db.Once;
import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call with an Idempotency-Key. The key is claimed by a lock that ends with the transaction, so a second call meets either the lock (still running)
 * or the kept answer. A key that comes back with other content is refused.
 */
final class IdempotentCall<O> implements Once<O, Reply> {
    private final IdempotencyStore.Key key;
    private final String operationId;
    private final String requestHash;
    private final Function<O, Reply> reply;
    private final Instant now;
    private final IdempotencyStore store = new IdempotencyStore();

    IdempotentCall(
            IdempotencyStore.Key key, String operationId, String requestHash, Function<O, Reply> reply, Instant now) {
        this.key = key;
        this.operationId = operationId;
        this.requestHash = requestHash;
        this.reply = reply;
        this.now = now;
    }

    @Override
    public Optional<Reply> earlier(Tx tx) {
        Tx.Later<Boolean> locked = store.tryLock(tx, key);
        Tx.Later<IdempotencyStore.Kept> found = store.find(tx, key, now);
        if (!locked.rows().getFirst()) {
            return Optional.of(Reply.problem(
                    Problem.of(ProblemType.IDEMPOTENCY_IN_PROGRESS).retryAfter(1)));
        }
        return found.rows().stream().findFirst().map(kept -> {
            boolean same =
                    kept.operationId().equals(operationId) && kept.requestHash().equals(requestHash);
            return same ? kept.reply() : Reply.problem(ProblemType.IDEMPOTENCY_CONFLICT);
        });
    }

    @Override
    public Reply render(O outcome) {
        return reply.apply(outcome);
    }

    @Override
    public void keep(Tx tx, Reply answer) {
        store.insert(tx, key, new IdempotencyStore.Kept(operationId, requestHash, answer), now);
    }
}
