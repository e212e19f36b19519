package de.saalelab.idea;

import de.saalelab.platform.Actor;
import de.saalelab.platform.Role;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Page;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** What is read about ideas and calls. */
public final class IdeaQueries {
    static final String NEWEST = "newest";
    private final Reads reads;
    private final IdeaPolicy policy = new IdeaPolicy();
    private final IdeaListStore store = new IdeaListStore();

    public IdeaQueries(Reads reads) {
        this.reads = reads;
    }

    Future<Page<IdeaSummary>> list(IdeaList wanted) {
        return store.list(reads, wanted).map(rows -> Page.of(rows, wanted.limit(), wanted::position));
    }

    /** The idea, if the caller may see it. */
    Future<Optional<IdeaView>> find(UUID id, Actor actor) {
        boolean moderates = actor.is(Role.MODERATOR) || actor.is(Role.LAB_ADMIN);
        return store.find(reads, id, actor.person())
                .map(found -> found.filter(view -> policy.mayRead(view.idea(), actor.person(), moderates)));
    }

    Future<Page<IdeaView>> ofAuthor(UUID author, Optional<Keyset> after, int limit) {
        return store.ofAuthor(reads, author, after, limit + 1)
                .map(rows -> Page.of(
                        rows,
                        limit,
                        last -> Keyset.of(
                                NEWEST, last.idea().createdAt(), last.idea().id())));
    }

    Future<Page<IdeaCall>> calls(Optional<Keyset> after, int limit) {
        return store.calls(reads, after, limit + 1)
                .map(rows -> Page.of(rows, limit, last -> Keyset.of(NEWEST, last.opensAt(), last.id())));
    }

    Future<Optional<IdeaCall>> findCall(UUID id) {
        return store.findCall(reads, id);
    }
}
