package de.saalelab.notify;

import de.saalelab.identity.Persons;
import de.saalelab.platform.db.Transactions;
import java.time.Clock;
import java.util.UUID;

/** What a person does with their messages. */
public final class InboxService {
    private final Transactions transactions;
    private final Clock clock;
    private final InboxStore store = new InboxStore();
    private final Persons persons = new Persons();

    public InboxService(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Notes that the message has been read; false when the person has no such message. */
    boolean markRead(UUID messageId, UUID personId) {
        return transactions.run(tx -> {
            persons.require(tx, personId);
            return store.markRead(tx, messageId, personId, clock.instant());
        });
    }
}
