package de.saalelab.moderation;

import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides cases. The row lock makes exactly one of several moderators the one who decided. */
public final class ModerationService {
    private final Transactions transactions;
    private final List<DecisionListener> listeners;
    private final Clock clock;
    private final DecisionPolicy policy = new DecisionPolicy();
    private final ReviewCaseStore store = new ReviewCaseStore();

    public ModerationService(Transactions transactions, List<DecisionListener> listeners, Clock clock) {
        this.transactions = transactions;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    DecideOutcome decide(DecideCase command) {
        return transactions.run(tx -> {
            Optional<ReviewCase> found = store.lock(tx, command.caseId());
            if (found.isEmpty()) {
                return new DecideOutcome.NotFound();
            }
            return policy.objection(found.get(), command).orElseGet(() -> carryOut(tx, found.get(), command));
        });
    }

    private DecideOutcome carryOut(Tx tx, ReviewCase open, DecideCase command) {
        Instant now = clock.instant();
        store.decide(tx, command, now);
        CaseDecided decided = new CaseDecided(open.content(), command.decision(), command.reason(), now);
        listeners.stream()
                .filter(listener -> listener.contentKind().equals(open.content().kind()))
                .forEach(listener -> listener.onDecided(tx, decided));
        return new DecideOutcome.Decided(store.lock(tx, command.caseId()).orElseThrow());
    }
}
