package de.saalelab.platform.http;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Tx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** First answers to calls with an Idempotency-Key. */
final class IdempotencyStore {
    static final Duration KEEP = Duration.ofDays(2);

    /** Keys are per person: nobody can replay, or block, somebody else's. */
    record Key(UUID personId, String text) {}

    /** What was answered, and to what. */
    record Kept(String operationId, String requestHash, Reply reply) {}

    /** A lock of its own statement, held to the end of the transaction; false when somebody else holds it. */
    Tx.Later<Boolean> tryLock(Tx tx, Key key) {
        return tx.later("""
                SELECT pg_try_advisory_xact_lock(hashtextextended($1, 7301)) AS locked
                """, row -> row.getBoolean("locked"), key.personId() + " " + key.text());
    }

    Tx.Later<Kept> find(Tx tx, Key key, Instant now) {
        return tx.later(
                """
                SELECT operation_id, request_hash, status, version, headers, body
                  FROM idempotency_key
                 WHERE person_id = $1 AND key = $2 AND created_at > $3
                """,
                row -> {
                    @Nullable Integer version = row.getInteger("version");
                    Reply reply = new Reply(
                            row.getInteger("status"),
                            Columns.textIfAny(row, "body").map(Body::new),
                            version == null ? OptionalInt.empty() : OptionalInt.of(version),
                            headers(row.getJsonObject("headers")),
                            Optional.empty());
                    return new Kept(row.getString("operation_id"), row.getString("request_hash"), reply);
                },
                key.personId(),
                key.text(),
                now.minus(KEEP));
    }

    void insert(Tx tx, Key key, Kept kept, Instant now) {
        Reply reply = kept.reply();
        JsonObject headers = new JsonObject();
        reply.headers().forEach(headers::put);
        tx.later(
                """
                INSERT INTO idempotency_key (person_id, key, operation_id, request_hash, status, version, headers, body, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    ON CONFLICT (person_id, key) DO UPDATE
                   SET operation_id = excluded.operation_id, request_hash = excluded.request_hash, status = excluded.status,
                       version = excluded.version, headers = excluded.headers, body = excluded.body, created_at = excluded.created_at
                """,
                row -> row,
                key.personId(),
                key.text(),
                kept.operationId(),
                kept.requestHash(),
                reply.status(),
                reply.version().isPresent() ? reply.version().getAsInt() : null,
                headers,
                reply.body().map(Body::text),
                now);
    }

    /** Where both have the same key, the second person's answer stays. */
    void handOver(Tx tx, UUID from, UUID into) {
        tx.update("""
                DELETE FROM idempotency_key AS theirs
                 USING idempotency_key AS ours
                 WHERE theirs.person_id = $1 AND ours.person_id = $2 AND ours.key = theirs.key
                """, from, into);
        tx.update("""
                UPDATE idempotency_key
                   SET person_id = $2
                 WHERE person_id = $1
                """, from, into);
    }

    int forget(Tx tx, Instant now) {
        return tx.update("""
                DELETE FROM idempotency_key
                 WHERE created_at < $1
                """, now.minus(KEEP));
    }

    private static Map<String, String> headers(JsonObject json) {
        Map<String, String> headers = new LinkedHashMap<>();
        json.forEach(entry -> headers.put(entry.getKey(), String.valueOf(entry.getValue())));
        return headers;
    }
}
