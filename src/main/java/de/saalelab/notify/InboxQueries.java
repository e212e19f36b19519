package de.saalelab.notify;

import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Page;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** What a person reads of their messages. */
public final class InboxQueries {
    static final String NEWEST = "newest";

    /** One page, and how many messages are unread in all. */
    record Inbox(Page<InboxMessage> page, int unread) {}

    private final Reads reads;
    private final InboxListStore store = new InboxListStore();

    public InboxQueries(Reads reads) {
        this.reads = reads;
    }

    Future<Inbox> inbox(UUID personId, Optional<Keyset> after, int limit) {
        return store.newest(reads, personId, after, limit + 1)
                .map(found -> new Inbox(
                        Page.of(found.messages(), limit, last -> Keyset.of(NEWEST, last.sentAt(), last.id())),
                        found.unread()));
    }
}
