package de.saalelab.idea;

import de.saalelab.identity.IdentityService;
import de.saalelab.moderation.CaseDecided;
import de.saalelab.moderation.ContentRef;
import de.saalelab.moderation.Decision;
import de.saalelab.moderation.NewCase;
import de.saalelab.moderation.ReviewCases;
import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.text.YamlResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fills sample calls and ideas in every status, as they would look after some weeks. */
public final class DemoIdeas {
    private static final int PEOPLE = 150;
    private static final Duration REVIEW_TIME = Duration.ofHours(9);

    record DemoCall(
            String key,
            String title,
            String summary,
            String text,
            String phase,
            @Nullable String municipality,
            int opensDaysAgo,
            int closesInDays) {}

    record DemoIdea(
            String call,
            String title,
            String text,
            String category,
            String municipality,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String place,
            String status,
            int daysAgo,
            int supports,
            @Nullable String reason) {}

    private final Transactions transactions;
    private final IdentityService identity;
    private final IdeaService ideas;
    private final Clock clock;
    private final IdeaStore store = new IdeaStore();
    private final ReviewCases reviewCases = new ReviewCases();

    public DemoIdeas(Transactions transactions, IdentityService identity, IdeaService ideas, Clock clock) {
        this.transactions = transactions;
        this.identity = identity;
        this.ideas = ideas;
        this.clock = clock;
    }

    /** Loads everything in one transaction. */
    public void load() {
        List<UUID> people = identity.addPersons(PEOPLE);
        List<DemoCall> calls = YamlResource.list("/demo/calls.yaml", DemoCall.class);
        List<DemoIdea> all = YamlResource.list("/demo/ideas.yaml", DemoIdea.class);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transactions.run(tx -> {
            Map<String, UUID> ids = new HashMap<>();
            calls.forEach(call -> ids.put(call.key(), add(tx, call, now)));
            for (int i = 0; i < all.size(); i++) {
                add(tx, all.get(i), ids, people, i, now);
            }
            return all.size();
        });
    }

    private UUID add(Tx tx, DemoCall call, Instant now) {
        Instant opens = now.minus(Duration.ofDays(call.opensDaysAgo()));
        IdeaCall made = new IdeaCall(
                Uuid7.at(opens.toEpochMilli()),
                call.title(),
                call.summary(),
                call.text(),
                Phase.ofKey(call.phase()),
                Optional.ofNullable(call.municipality()),
                opens,
                Optional.of(now.plus(Duration.ofDays(call.closesInDays()))),
                0);
        store.insertCall(tx, made);
        return made.id();
    }

    private void add(Tx tx, DemoIdea demo, Map<String, UUID> calls, List<UUID> people, int number, Instant now) {
        // Spread over the day, so that nothing looks as if a machine had posted it on the hour.
        Instant created = now.minus(Duration.ofDays(demo.daysAgo())).minus(Duration.ofMinutes(37L * number % 600));
        UUID author = people.get(number);
        IdeaStatus status = IdeaStatus.ofKey(demo.status());
        IdeaContent content = new IdeaContent(
                Optional.ofNullable(calls.get(demo.call())),
                demo.title(),
                demo.text(),
                demo.category(),
                demo.municipality(),
                place(demo));
        Idea idea = new Idea(
                Uuid7.at(created.toEpochMilli()),
                author,
                content,
                status == IdeaStatus.DRAFT ? IdeaStatus.DRAFT : IdeaStatus.SUBMITTED,
                Optional.empty(),
                0,
                1,
                created,
                Optional.empty());
        store.insert(tx, idea, 1);
        ContentRef ref = new ContentRef(ideas.contentKind(), idea.id());
        if (status == IdeaStatus.SUBMITTED) {
            reviewCases.open(
                    tx,
                    new NewCase(ref, content.title(), content.text(), Optional.of(content.municipality())),
                    created);
        }
        decision(status).ifPresent(decision -> {
            Instant decidedAt = created.plus(REVIEW_TIME).isBefore(now) ? created.plus(REVIEW_TIME) : now;
            ideas.onDecided(tx, new CaseDecided(ref, decision, Optional.ofNullable(demo.reason()), decidedAt));
            store.insertSupports(tx, idea.id(), supporters(people, number, demo.supports()), decidedAt);
            if (decision == Decision.PUBLISH && status != IdeaStatus.PUBLISHED) {
                store.settle(tx, idea.id(), status);
            }
        });
    }

    private static Optional<Decision> decision(IdeaStatus status) {
        return switch (status) {
            case PUBLISHED, ACCEPTED, REJECTED, IMPLEMENTED -> Optional.of(Decision.PUBLISH);
            case RETURNED -> Optional.of(Decision.RETURN);
            case DECLINED -> Optional.of(Decision.DECLINE);
            case DRAFT, SUBMITTED -> Optional.empty();
        };
    }

    /** Other people than the author, starting somewhere else for each idea. */
    private static List<UUID> supporters(List<UUID> people, int author, int count) {
        List<UUID> others = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            others.add(people.get((author + i) % people.size()));
        }
        return others;
    }

    private static Optional<Place> place(DemoIdea demo) {
        return demo.latitude() == null || demo.longitude() == null
                ? Optional.empty()
                : Optional.of(
                        new Place(new GeoPoint(demo.latitude(), demo.longitude()), Optional.ofNullable(demo.place())));
    }
}
