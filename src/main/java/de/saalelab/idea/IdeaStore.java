package de.saalelab.idea;

import de.saalelab.platform.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ideas, for use cases that write. */
final class IdeaStore {
    void insertCall(Tx tx, IdeaCall call) {
        tx.update(
                """
                INSERT INTO idea_call (id, title, summary, text, phase, municipality, opens_at, closes_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                call.id(),
                call.title(),
                call.summary(),
                call.text(),
                call.phase().key(),
                call.municipality(),
                call.opensAt(),
                call.closesAt());
    }

    Optional<IdeaCall> findCall(Tx tx, UUID id) {
        return tx.first("""
                SELECT id, title, summary, text, phase, municipality, opens_at, closes_at, ideas
                  FROM idea_call
                 WHERE id = $1
                """, IdeaRow::call, id);
    }

    /**
     * The lowest of the author's ten places that is free; empty when there are ten open ideas, be some of them at places above ten because two persons
     * became one. Two at once want the same place and meet the unique constraint.
     */
    Optional<Integer> freePlace(Tx tx, UUID author) {
        return tx.first("""
                SELECT number
                  FROM generate_series(1, 10) AS number
                 WHERE NOT EXISTS (SELECT 1 FROM idea WHERE author = $1 AND open_place = number)
                   AND (SELECT count(*) FROM idea WHERE author = $1 AND open_place IS NOT NULL) < 10
                 ORDER BY number
                 LIMIT 1
                """, row -> row.getInteger("number"), author);
    }

    void insert(Tx tx, Idea idea, int openPlace) {
        IdeaContent content = idea.content();
        tx.update(
                """
                INSERT INTO idea (id, call_id, author, title, text, category, municipality, latitude, longitude, place, status, open_place, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                idea.id(),
                content.callId(),
                idea.author(),
                content.title(),
                content.text(),
                content.category(),
                content.municipality(),
                latitude(content),
                longitude(content),
                content.place().flatMap(Place::name),
                idea.status().key(),
                openPlace,
                idea.createdAt());
    }

    /** The idea, locked against other changes until the transaction ends. */
    Optional<Idea> lock(Tx tx, UUID id) {
        return tx.first("""
                SELECT id, call_id, author, title, text, category, municipality, latitude, longitude, place,
                       status, reason, version, created_at, published_at,
                       coalesce((SELECT supports FROM idea_tally WHERE idea_id = idea.id), 0) AS supports
                  FROM idea
                 WHERE id = $1
                   FOR UPDATE
                """, IdeaRow::idea, id);
    }

    Optional<Idea> find(Tx tx, UUID id) {
        return tx.first("""
                SELECT id, call_id, author, title, text, category, municipality, latitude, longitude, place,
                       status, reason, version, created_at, published_at,
                       coalesce((SELECT supports FROM idea_tally WHERE idea_id = idea.id), 0) AS supports
                  FROM idea
                 WHERE id = $1
                """, IdeaRow::idea, id);
    }

    Idea edit(Tx tx, UUID id, IdeaContent content, IdeaStatus status) {
        return tx.one(
                """
                UPDATE idea
                   SET call_id = $2, title = $3, text = $4, category = $5, municipality = $6, latitude = $7, longitude = $8, place = $9,
                       status = $10, reason = CASE WHEN $10 = 'submitted' THEN NULL ELSE reason END, version = version + 1
                 WHERE id = $1
                RETURNING id, call_id, author, title, text, category, municipality, latitude, longitude, place,
                          status, reason, 0 AS supports, version, created_at, published_at
                """,
                IdeaRow::idea,
                id,
                content.callId(),
                content.title(),
                content.text(),
                content.category(),
                content.municipality(),
                latitude(content),
                longitude(content),
                content.place().flatMap(Place::name),
                status.key());
    }

    /** Gives one author's ideas to another. The open ones get the lowest places that are free there, in their order, above ten if need be. */
    void handOver(Tx tx, UUID from, UUID into) {
        // In the order in which those who support them lock them.
        tx.update("""
                SELECT id
                  FROM idea
                 WHERE author = $1
                 ORDER BY id
                   FOR UPDATE
                """, from);
        tx.update("""
                WITH opened AS (
                     SELECT id, row_number() OVER (ORDER BY open_place) AS rank
                       FROM idea
                      WHERE author = $1 AND open_place IS NOT NULL),
                     free AS (
                     SELECT number, row_number() OVER (ORDER BY number) AS rank
                       FROM generate_series(1, 1000) AS number
                      WHERE NOT EXISTS (SELECT 1 FROM idea WHERE author = $2 AND open_place = number))
                UPDATE idea
                   SET author = $2,
                       open_place = (SELECT free.number FROM opened JOIN free ON free.rank = opened.rank WHERE opened.id = idea.id)
                 WHERE author = $1
                """, from, into);
    }

    void delete(Tx tx, UUID id) {
        tx.update("""
                DELETE FROM idea
                 WHERE id = $1
                """, id);
    }

    void publish(Tx tx, Idea idea, Instant now) {
        tx.update("""
                UPDATE idea
                   SET status = 'published', published_at = $2, open_place = NULL, reason = NULL, version = version + 1
                 WHERE id = $1
                """, idea.id(), now);
        tx.update("""
                INSERT INTO idea_tally (idea_id)
                VALUES ($1)
                """, idea.id());
        tx.update("""
                UPDATE idea_call
                   SET ideas = ideas + 1
                 WHERE id = $1
                """, idea.content().callId());
    }

    /** What the responsible body made of a published idea. */
    void settle(Tx tx, UUID id, IdeaStatus status) {
        tx.update("""
                UPDATE idea
                   SET status = $2, version = version + 1
                 WHERE id = $1 AND published_at IS NOT NULL
                """, id, status.key());
    }

    void giveBack(Tx tx, UUID id, IdeaStatus status, String reason) {
        tx.update("""
                UPDATE idea
                   SET status = $2, reason = $3, version = version + 1,
                       open_place = CASE WHEN $2 = 'returned' THEN open_place END
                 WHERE id = $1
                """, id, status.key(), reason);
    }

    /** Many people's support for one idea in one statement, with the count. */
    void insertSupports(Tx tx, UUID ideaId, List<UUID> people, Instant now) {
        tx.update("""
                WITH added AS (
                     INSERT INTO idea_support (idea_id, person_id, supported_at)
                     SELECT $1, person_id, $3
                       FROM unnest($2::uuid[]) AS person_id
                         ON CONFLICT ON CONSTRAINT idea_support_once DO NOTHING
                     RETURNING idea_id)
                UPDATE idea_tally
                   SET supports = supports + (SELECT count(*) FROM added)
                 WHERE idea_id = $1
                """, ideaId, people.toArray(UUID[]::new), now);
    }

    private static @Nullable Double latitude(IdeaContent content) {
        return content.place().map(place -> place.position().latitude()).orElse(null);
    }

    private static @Nullable Double longitude(IdeaContent content) {
        return content.place().map(place -> place.position().longitude()).orElse(null);
    }
}
