package de.saalelab.idea;

import de.saalelab.identity.PersonalHistory;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.outbox.Outbox;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A person's ideas and supports. What both supported counts once, and nobody supports what is now their own. Open ideas all stay, even when there are
 * more of them than ten. Lock order: ideas, supports, counts, each by the idea's id.
 */
public final class IdeaHistory implements PersonalHistory {
    private final Outbox outbox;
    private final IdeaStore ideas = new IdeaStore();
    private final SupportStore supports = new SupportStore();

    public IdeaHistory(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Runnable join(Tx tx, UUID from, UUID into, Instant now) {
        ideas.handOver(tx, from, into);
        Map<UUID, Integer> fewer = new HashMap<>();
        supports.handOver(tx, from, into).forEach(idea -> fewer.merge(idea, 1, Integer::sum));
        if (!fewer.isEmpty()) {
            withdraw(tx, fewer, now);
        }
        return () -> {};
    }

    private void withdraw(Tx tx, Map<UUID, Integer> fewer, Instant now) {
        List<IdeaEvents.SupportWithdrawn> events = fewer.entrySet().stream()
                .map(idea -> new IdeaEvents.SupportWithdrawn(idea.getKey(), idea.getValue()))
                .toList();
        outbox.addAll(
                tx,
                IdeaEvents.SupportWithdrawn.NAME,
                events.stream().map(IdeaEvents.SupportWithdrawn::payload).toList(),
                now);
        Map<UUID, Integer> changes = new HashMap<>();
        fewer.forEach((idea, people) -> changes.put(idea, -people));
        supports.count(tx, changes);
    }
}
