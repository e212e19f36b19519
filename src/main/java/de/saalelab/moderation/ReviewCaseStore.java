package de.saalelab.moderation;

import de.saalelab.moderation.ReviewCase.Ruling;
import de.saalelab.moderation.ReviewCase.State;
import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.db.Uuid7;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Review cases, for use cases that write. */
final class ReviewCaseStore {
    void insert(Tx tx, NewCase newCase, Instant now) {
        tx.update(
                """
                INSERT INTO review_case (id, content_kind, content_id, title, text, municipality, state, opened_at)
                VALUES ($1, $2, $3, $4, $5, $6, 'open', $7)
                """,
                Uuid7.next(),
                newCase.content().kind(),
                newCase.content().id(),
                newCase.title(),
                newCase.text(),
                newCase.municipality(),
                now);
    }

    void withdraw(Tx tx, ContentRef content) {
        tx.update("""
                UPDATE review_case
                   SET state = 'withdrawn', version = version + 1
                 WHERE content_kind = $1 AND content_id = $2 AND state = 'open'
                """, content.kind(), content.id());
    }

    /** The case, locked against other decisions until the transaction ends. */
    Optional<ReviewCase> lock(Tx tx, UUID id) {
        return tx.first("""
                SELECT review_case.id, content_kind, content_id, title, text, municipality, state, opened_at,
                       decision, reason, decided_at, version, account.display_name
                  FROM review_case
                  LEFT JOIN staff_account AS account ON account.person_id = review_case.decided_by
                 WHERE review_case.id = $1
                   FOR UPDATE OF review_case
                """, ReviewCaseStore::reviewCase, id);
    }

    void decide(Tx tx, DecideCase command, Instant now) {
        tx.update("""
                UPDATE review_case
                   SET state = 'decided', decision = $2, reason = $3, decided_by = $4, decided_at = $5, version = version + 1
                 WHERE id = $1 AND state = 'open'
                """, command.caseId(), command.decision().key(), command.reason(), command.moderator(), now);
    }

    static ReviewCase reviewCase(Row row) {
        Optional<Ruling> ruling = Columns.textIfAny(row, "decision")
                .map(decision -> new Ruling(
                        Decision.ofKey(decision),
                        Columns.textIfAny(row, "reason"),
                        row.getString("display_name"),
                        Columns.instant(row, "decided_at")));
        return new ReviewCase(
                row.getUUID("id"),
                new ContentRef(row.getString("content_kind"), row.getUUID("content_id")),
                row.getString("title"),
                row.getString("text"),
                Columns.textIfAny(row, "municipality"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Columns.instant(row, "opened_at"),
                ruling,
                row.getInteger("version"));
    }
}
