package de.saalelab.idea;

import de.saalelab.platform.Actor;
import de.saalelab.platform.Role;
import de.saalelab.platform.db.Changes;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Page;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.db.Reads;
import de.saalelab.platform.db.Remembered;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is read about ideas and calls, always in one statement. What everybody sees of an idea or a page is remembered; for a signed-in reader
 * the counts and what they support are joined to it.
 */
public final class IdeaQueries {
    static final String NEWEST = "newest";
    private static final Set<PublicData> IDEA = Set.of(PublicData.IDEAS);
    private static final long MOST_BYTES = 12L * 1024 * 1024;
    private static final int ENTRY_BYTES = 300;

    /** A page without what changes. */
    private record Remaining(List<IdeaPart> parts, Optional<Keyset> next) {}

    private final Reads reads;
    private final IdeaPolicy policy = new IdeaPolicy();
    private final IdeaListStore store = new IdeaListStore();
    private final LiveCounts live;
    private final Remembered<UUID, IdeaPart> ideas;
    private final Remembered<IdeaList, Remaining> pages;

    public IdeaQueries(Reads reads, Changes changes, Clock clock) {
        this.reads = reads;
        this.live = new LiveCounts(reads, changes, store, clock);
        this.ideas = new Remembered<>(changes, clock, MOST_BYTES, (id, part) -> weight(part));
        this.pages = new Remembered<>(
                changes,
                clock,
                MOST_BYTES,
                (list, page) -> ENTRY_BYTES
                        + page.parts().stream().mapToInt(IdeaQueries::weight).sum());
    }

    /** A page of the list. */
    Future<IdeaPage> list(IdeaList wanted) {
        if (wanted.reader().isEmpty()) {
            return readPage(wanted);
        }
        IdeaList everybodys = wanted.forEverybody();
        return pages.ifKnown(everybodys, wanted.madeFrom())
                .map(known -> join(known, wanted.reader().get()))
                .orElseGet(() -> {
                    long count = pages.count(wanted.madeFrom());
                    return readPage(wanted)
                            .onSuccess(page -> pages.keep(everybodys, new Remaining(page.parts(), page.next()), count));
                });
    }

    private Future<IdeaPage> readPage(IdeaList wanted) {
        return store.list(reads, wanted).map(rows -> {
            Page<IdeaSummary> page = Page.of(rows, wanted.limit(), wanted::position);
            return new IdeaPage(
                    page.items().stream().map(IdeaDocuments::part).toList(),
                    page.items().stream()
                            .map(idea -> new LiveCount(idea.supports(), idea.supported()))
                            .toList(),
                    page.next(),
                    wanted.reader().isPresent());
        });
    }

    private Future<IdeaPage> join(Remaining known, UUID reader) {
        List<UUID> ids = known.parts().stream().map(IdeaPart::id).toList();
        return live.of(ids, reader).map(counts -> new IdeaPage(known.parts(), counts, known.next(), true));
    }

    /** What a public idea looks like to somebody who is known here, if everybody's part of it is remembered. */
    Optional<Future<IdeaDetail>> remembered(UUID id, Actor actor) {
        return actor.person()
                .flatMap(reader -> ideas.ifKnown(id, IDEA)
                        .map(part -> live.of(id, reader).map(count -> new IdeaDetail(part, count))));
    }

    /** The idea, if the caller may see it. */
    Future<Optional<IdeaView>> find(UUID id, Actor actor) {
        boolean moderates = actor.is(Role.MODERATOR) || actor.is(Role.LAB_ADMIN);
        long count = ideas.count(IDEA);
        return store.find(reads, id, actor.person())
                .map(found -> found.filter(view -> policy.mayRead(view.idea(), actor.person(), moderates)))
                .onSuccess(found -> found.filter(view -> view.idea().status().isPublic())
                        .ifPresent(view -> ideas.keep(id, IdeaDocuments.part(view.idea()), count)));
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

    private static int weight(IdeaPart part) {
        return ENTRY_BYTES + part.json().length();
    }
}
