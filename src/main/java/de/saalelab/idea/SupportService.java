package de.saalelab.idea;

import de.saalelab.idea.IdeaCommands.SupportIdea;
import de.saalelab.idea.SupportStore.Standing;
import de.saalelab.idea.SupportStore.Support;
import de.saalelab.identity.Persons;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Supporting ideas, and taking support back: for many people in one transaction, each with an outcome of their own. Counts once however often it is sent. */
public final class SupportService {
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;
    private final SupportStore store = new SupportStore();
    private final Persons persons = new Persons();

    public SupportService(Transactions transactions, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Does what each of several people wants.
     *
     * @param commands at most one of each person
     */
    List<SupportOutcome> handle(List<SupportIdea> commands) {
        Instant now = clock.instant();
        return transactions.run(tx -> settle(tx, commands, now));
    }

    private List<SupportOutcome> settle(Tx tx, List<SupportIdea> commands, Instant now) {
        List<Support> wishes = commands.stream().map(SupportService::wish).toList();
        Tx.Later<UUID> held =
                persons.hold(tx, wishes.stream().map(Support::person).toList());
        List<Optional<Standing>> standings = store.standings(tx, wishes);
        Set<UUID> here = Set.copyOf(held.rows());
        List<Optional<SupportOutcome>> objections = new ArrayList<>();
        List<Support> given = new ArrayList<>();
        List<Support> takenBack = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Optional<SupportOutcome> objection = here.contains(wishes.get(i).person())
                    ? SupportPolicy.objection(commands.get(i), standings.get(i))
                    : Optional.of(new SupportOutcome.SupporterGone());
            objections.add(objection);
            if (objection.isEmpty() && changes(commands.get(i), standings.get(i))) {
                (commands.get(i).give() ? given : takenBack).add(wishes.get(i));
            }
        }
        Map<UUID, Integer> counts = write(tx, given, takenBack, now);
        List<SupportOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            SupportIdea command = commands.get(i);
            int before = standings.get(i).map(Standing::supports).orElse(0);
            int supports = counts.getOrDefault(command.ideaId(), before);
            outcomes.add(objections.get(i).orElseGet(() -> new SupportOutcome.Standing(supports, command.give())));
        }
        return outcomes;
    }

    private static boolean changes(SupportIdea command, Optional<Standing> standing) {
        return standing.map(found -> found.supported() != command.give()).orElse(false);
    }

    /** The counts of the ideas that were touched. */
    private Map<UUID, Integer> write(Tx tx, List<Support> given, List<Support> takenBack, Instant now) {
        List<Support> added = given.isEmpty() ? List.of() : store.insert(tx, given, now);
        List<Support> removed = takenBack.isEmpty() ? List.of() : store.delete(tx, takenBack);
        Map<UUID, Integer> more = byIdea(added);
        Map<UUID, Integer> fewer = byIdea(removed);
        Map<UUID, Integer> changes = new HashMap<>(more);
        fewer.forEach((idea, people) -> changes.merge(idea, -people, Integer::sum));
        if (changes.isEmpty()) {
            return Map.of();
        }
        outbox.addAll(
                tx,
                IdeaEvents.Supported.NAME,
                more.entrySet().stream()
                        .map(idea -> new IdeaEvents.Supported(idea.getKey(), idea.getValue()).payload())
                        .toList(),
                now);
        outbox.addAll(
                tx,
                IdeaEvents.SupportWithdrawn.NAME,
                fewer.entrySet().stream()
                        .map(idea -> new IdeaEvents.SupportWithdrawn(idea.getKey(), idea.getValue()).payload())
                        .toList(),
                now);
        Map<UUID, Integer> counts = new HashMap<>();
        store.count(tx, changes).rows().forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static Map<UUID, Integer> byIdea(List<Support> supports) {
        Map<UUID, Integer> people = new HashMap<>();
        supports.forEach(support -> people.merge(support.ideaId(), 1, Integer::sum));
        return people;
    }

    private static Support wish(SupportIdea command) {
        return new Support(command.ideaId(), command.person());
    }
}
