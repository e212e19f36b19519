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
        Future<Page<InboxMessage>> page = store.newest(reads, personId, after, limit + 1)
                .map(rows -> Page.of(rows, limit, last -> Keyset.of(NEWEST, last.sentAt(), last.id())));
        Future<Integer> unread = store.unread(reads, personId);
        return Future.all(page, unread).map(both -> new Inbox(page.result(), unread.result()));
    }
}
