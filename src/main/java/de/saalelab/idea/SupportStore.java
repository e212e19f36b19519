package de.saalelab.idea;

import de.saalelab.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Who supports what. Everything is set-based: many people's supports are read, given and taken back in one statement each. */
final class SupportStore {
    /** One person and one idea. */
    record Support(UUID ideaId, UUID person) {}

    /** What a wish meets: the idea, and whether the person supports it. */
    record Standing(UUID author, IdeaStatus status, int supports, boolean supported) {}

    /** What each wish meets, in the same order; empty where there is no such idea. */
    List<Optional<Standing>> standings(Tx tx, List<Support> wishes) {
        return tx.list("""
                SELECT idea.author, idea.status, coalesce(idea_tally.supports, 0) AS supports,
                       EXISTS (SELECT 1
                                 FROM idea_support
                                WHERE idea_support.idea_id = wish.idea_id AND idea_support.person_id = wish.person_id) AS supported
                  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS wish (idea_id, person_id, position)
                  LEFT JOIN idea ON idea.id = wish.idea_id
                  LEFT JOIN idea_tally ON idea_tally.idea_id = wish.idea_id
                 ORDER BY wish.position
                """, SupportStore::standing, ids(wishes, Support::ideaId), ids(wishes, Support::person));
    }

    /** Gives supports; returns those that were new. Keys are taken in one order everywhere, so that two sets wait for each other and never block. */
    List<Support> insert(Tx tx, List<Support> supports, Instant now) {
        return tx.list("""
                INSERT INTO idea_support (idea_id, person_id, supported_at)
                SELECT wish.idea_id, wish.person_id, $3
                  FROM unnest($1::uuid[], $2::uuid[]) AS wish (idea_id, person_id)
                 ORDER BY wish.idea_id, wish.person_id
                    ON CONFLICT ON CONSTRAINT idea_support_once DO NOTHING
                RETURNING idea_id, person_id
                """, SupportStore::support, ids(supports, Support::ideaId), ids(supports, Support::person), now);
    }

    /** Takes supports back; returns those that were there. */
    List<Support> delete(Tx tx, List<Support> supports) {
        return tx.list("""
                DELETE FROM idea_support
                 USING unnest($1::uuid[], $2::uuid[]) AS wish (idea_id, person_id)
                 WHERE idea_support.idea_id = wish.idea_id AND idea_support.person_id = wish.person_id
                RETURNING idea_support.idea_id, idea_support.person_id
                """, SupportStore::support, ids(supports, Support::ideaId), ids(supports, Support::person));
    }

    /**
     * Gives one person's supports to another. Returns the ideas that lost one by it: those that both supported, and those whose author turns out to be
     * the supporter. Ideas have gone over before.
     */
    List<UUID> handOver(Tx tx, UUID from, UUID into) {
        List<UUID> lost = new ArrayList<>(tx.list("""
                DELETE FROM idea_support AS theirs
                 USING idea_support AS ours
                 WHERE theirs.person_id = $1 AND ours.person_id = $2 AND ours.idea_id = theirs.idea_id
                RETURNING theirs.idea_id
                """, row -> row.getUUID("idea_id"), from, into));
        tx.update("""
                UPDATE idea_support
                   SET person_id = $2
                 WHERE person_id = $1
                """, from, into);
        lost.addAll(tx.list("""
                DELETE FROM idea_support
                 USING idea
                 WHERE idea_support.person_id = $1 AND idea.id = idea_support.idea_id AND idea.author = $1
                RETURNING idea_support.idea_id
                """, row -> row.getUUID("idea_id"), into));
        return lost;
    }

    /** Changes the counts of ideas; returns what they are then. The rows are locked in order first. */
    Tx.Later<Map.Entry<UUID, Integer>> count(Tx tx, Map<UUID, Integer> changes) {
        UUID[] ideas = changes.keySet().toArray(UUID[]::new);
        if (ideas.length > 1) {
            tx.later("""
                    SELECT idea_id
                      FROM idea_tally
                     WHERE idea_id = ANY ($1)
                     ORDER BY idea_id
                       FOR NO KEY UPDATE
                    """, row -> row.getUUID("idea_id"), (Object) ideas);
        }
        return tx.later(
                """
                UPDATE idea_tally
                   SET supports = idea_tally.supports + change.supports
                  FROM unnest($1::uuid[], $2::int[]) AS change (idea_id, supports)
                 WHERE idea_tally.idea_id = change.idea_id
                RETURNING idea_tally.idea_id, idea_tally.supports
                """,
                row -> Map.entry(row.getUUID("idea_id"), row.getInteger("supports")),
                ideas,
                changes.values().toArray(Integer[]::new));
    }

    private static <T> UUID[] ids(Collection<T> values, Function<T, UUID> id) {
        return values.stream().map(id).toArray(UUID[]::new);
    }

    private static Optional<Standing> standing(Row row) {
        return Optional.ofNullable(row.getString("status"))
                .map(status -> new Standing(
                        row.getUUID("author"),
                        IdeaStatus.ofKey(status),
                        row.getInteger("supports"),
                        row.getBoolean("supported")));
    }

    private static Support support(Row row) {
        return new Support(row.getUUID("idea_id"), row.getUUID("person_id"));
    }
}
