package de.saalelab.idea;

import de.saalelab.idea.IdeaCommands.CreateIdea;
import de.saalelab.idea.IdeaCommands.EditIdea;
import de.saalelab.identity.Persons;
import de.saalelab.moderation.CaseDecided;
import de.saalelab.moderation.ContentRef;
import de.saalelab.moderation.DecisionListener;
import de.saalelab.moderation.NewCase;
import de.saalelab.moderation.ReviewCases;
import de.saalelab.platform.db.ConstraintViolated;
import de.saalelab.platform.db.Once;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.erasure.ErasureRegister;
import de.saalelab.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** What happens to ideas: posted, changed, reviewed. */
public final class IdeaService implements DecisionListener {
    private static final String KIND = "idea";

    private final Transactions transactions;
    private final ReviewCases reviewCases;
    private final Outbox outbox;
    private final Clock clock;
    private final IdeaPolicy policy = new IdeaPolicy();
    private final IdeaStore store = new IdeaStore();
    private final Persons persons = new Persons();
    private final ErasureRegister erasures = new ErasureRegister();

    public IdeaService(Transactions transactions, ReviewCases reviewCases, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.reviewCases = reviewCases;
        this.outbox = outbox;
        this.clock = clock;
    }

    <A> A create(CreateIdea command, Once<WriteOutcome, A> once) {
        try {
            return transactions.once(once, tx -> create(tx, command));
        } catch (ConstraintViolated violated) {
            return once.render(refusal(violated));
        }
    }

    WriteOutcome edit(EditIdea command) {
        try {
            return transactions.run(tx -> edit(tx, command));
        } catch (ConstraintViolated violated) {
            return refusal(violated);
        }
    }

    /** Takes one's own idea back; sent again, it answers the same. Holds the person, then the case before the idea, as deciding does. */
    WithdrawOutcome withdraw(UUID ideaId, UUID person) {
        return transactions.run(tx -> {
            persons.require(tx, person);
            Optional<WithdrawOutcome> objection =
                    store.find(tx, ideaId).flatMap(idea -> policy.objectionToWithdraw(idea, person));
            if (objection.isPresent()) {
                return objection.get();
            }
            reviewCases.withdraw(tx, new ContentRef(KIND, ideaId));
            Optional<Idea> idea = store.lock(tx, ideaId);
            if (idea.isEmpty()) {
                return new WithdrawOutcome.Withdrawn();
            }
            return policy.objectionToWithdraw(idea.get(), person).orElseGet(() -> {
                store.delete(tx, ideaId);
                erasures.add(tx, IdeaErasure.KIND, ideaId, clock.instant());
                return new WithdrawOutcome.Withdrawn();
            });
        });
    }

    @Override
    public String contentKind() {
        return KIND;
    }

    @Override
    public void onDecided(Tx tx, CaseDecided decided) {
        Idea idea = store.lock(tx, decided.content().id())
                .filter(found -> found.status() == IdeaStatus.SUBMITTED)
                .orElseThrow(() -> new IllegalStateException("A decided case has no submitted idea"));
        String title = idea.content().title();
        String reason = decided.reason().orElse("");
        Instant now = decided.decidedAt();
        switch (decided.decision()) {
            case PUBLISH -> {
                store.publish(tx, idea, now.truncatedTo(ChronoUnit.MICROS));
                var event = new IdeaEvents.Published(idea.id(), idea.author(), title);
                outbox.add(tx, IdeaEvents.Published.NAME, event.payload(), now);
            }
            case RETURN -> {
                store.giveBack(tx, idea.id(), IdeaStatus.RETURNED, reason);
                var event = new IdeaEvents.Returned(idea.id(), idea.author(), title, reason);
                outbox.add(tx, IdeaEvents.Returned.NAME, event.payload(), now);
            }
            case DECLINE -> {
                store.giveBack(tx, idea.id(), IdeaStatus.DECLINED, reason);
                var event = new IdeaEvents.Declined(idea.id(), idea.author(), title, reason);
                outbox.add(tx, IdeaEvents.Declined.NAME, event.payload(), now);
            }
        }
    }

    private WriteOutcome create(Tx tx, CreateIdea command) {
        persons.require(tx, command.author());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<WriteOutcome> objection = objectionOfCall(tx, command.content(), now);
        if (objection.isPresent()) {
            return objection.get();
        }
        Optional<Integer> place = store.freePlace(tx, command.author());
        if (place.isEmpty()) {
            return new WriteOutcome.TooManyOpen();
        }
        Idea idea = new Idea(
                Uuid7.next(),
                command.author(),
                command.content(),
                command.submit() ? IdeaStatus.SUBMITTED : IdeaStatus.DRAFT,
                Optional.empty(),
                0,
                1,
                now,
                Optional.empty());
        store.insert(tx, idea, place.get());
        submitIfAsked(tx, idea, now);
        return new WriteOutcome.Written(idea);
    }

    private WriteOutcome edit(Tx tx, EditIdea command) {
        persons.require(tx, command.author());
        Instant now = clock.instant();
        Optional<Idea> idea = store.lock(tx, command.ideaId());
        return policy.objectionToEdit(idea, command.author(), command.expectedVersion())
                .or(() -> objectionOfCall(tx, command.content(), now))
                .orElseGet(() -> {
                    IdeaStatus status = command.submit()
                            ? IdeaStatus.SUBMITTED
                            : idea.orElseThrow().status();
                    Idea edited = store.edit(tx, command.ideaId(), command.content(), status);
                    submitIfAsked(tx, edited, now);
                    return new WriteOutcome.Written(edited);
                });
    }

    private Optional<WriteOutcome> objectionOfCall(Tx tx, IdeaContent content, Instant now) {
        return content.callId().flatMap(id -> policy.objectionOfCall(store.findCall(tx, id), now));
    }

    private void submitIfAsked(Tx tx, Idea idea, Instant now) {
        if (idea.status() != IdeaStatus.SUBMITTED) {
            return;
        }
        IdeaContent content = idea.content();
        ContentRef ref = new ContentRef(KIND, idea.id());
        reviewCases.open(
                tx, new NewCase(ref, content.title(), content.text(), Optional.of(content.municipality())), now);
        var event = new IdeaEvents.Submitted(idea.id(), idea.author(), content.title());
        outbox.add(tx, IdeaEvents.Submitted.NAME, event.payload(), now);
    }

    private static WriteOutcome refusal(ConstraintViolated violated) {
        return switch (violated.constraint()) {
            case "idea_municipality_fk", "review_case_municipality_fk" -> new WriteOutcome.UnknownMunicipality();
            // Two of the author's ideas reached for the same place at once; the client may simply send again.
            case "idea_open_place_once" -> new WriteOutcome.TooManyOpen();
            case "idea_call_fk" -> new WriteOutcome.CallNotFound();
            default -> throw violated;
        };
    }
}
