package de.saalelab.platform.http;

import de.saalelab.platform.Actor;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Once;
import de.saalelab.platform.text.Language;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/** One request that has passed the contract: who calls, and typed, checked input. */
public final class Call {
    private final String operationId;
    private final Actor actor;
    private final Language language;
    private final Map<String, Object> parameters;
    private final Optional<JsonObject> body;
    private final Origin origin;

    /**
     * Where the request came from.
     *
     * @param address the caller's network address, for limits only; never stored or logged
     * @param idempotencyKey the key, where the operation takes one
     * @param requestHash SHA-256 over operation, path and body, in hex
     * @param expectedVersion the version in If-Match
     * @param sessionToken the session cookie's value, for signing out
     * @param receivedAt when it arrived
     */
    record Origin(
            String address,
            Optional<String> idempotencyKey,
            String requestHash,
            OptionalInt expectedVersion,
            Optional<String> sessionToken,
            Instant receivedAt) {}

    Call(
            String operationId,
            Actor actor,
            Language language,
            Map<String, Object> parameters,
            Optional<JsonObject> body,
            Origin origin) {
        this.operationId = operationId;
        this.actor = actor;
        this.language = language;
        this.parameters = Map.copyOf(parameters);
        this.body = body;
        this.origin = origin;
    }

    /** The contract's name of what is asked for. */
    public String operationId() {
        return operationId;
    }

    /** Who asks. */
    public Actor actor() {
        return actor;
    }

    /** The language for texts that people read. */
    public Language language() {
        return language;
    }

    /** The body of an operation that requires one. */
    public JsonObject body() {
        return body.orElseThrow(() -> new IllegalStateException(operationId + " has no body in the contract"));
    }

    /** An id in path or query that the contract requires. */
    public UUID id(String name) {
        return UUID.fromString(text(name));
    }

    /** A text in path or query that is required, or has a default in the contract. */
    public String text(String name) {
        return textIfAny(name).orElseThrow(() -> new IllegalStateException(operationId + " does not require " + name));
    }

    /** A text in path or query. */
    public Optional<String> textIfAny(String name) {
        return Optional.ofNullable(parameters.get(name)).map(Object::toString);
    }

    /** An id in the query. */
    public Optional<UUID> idIfAny(String name) {
        return textIfAny(name).map(UUID::fromString);
    }

    /** A date in the query. */
    public Optional<LocalDate> dateIfAny(String name) {
        return textIfAny(name).map(LocalDate::parse);
    }

    /** A yes or no in the query. */
    public Optional<Boolean> flagIfAny(String name) {
        return Optional.ofNullable((Boolean) parameters.get(name));
    }

    /** Items per page. */
    public int limit() {
        return ((Number) parameters.getOrDefault("limit", 20)).intValue();
    }

    /**
     * Where the page begins.
     *
     * @param sort the sort in force; a cursor of another sort is refused
     * @throws Keyset.Invalid for a cursor that is none, which the router answers with {@code invalid-cursor}
     */
    public Optional<Keyset> after(String sort) {
        return textIfAny("after").map(after -> Cursor.decode(after, sort));
    }

    /** The version that the caller has read and wants to change; the router has made sure that there is one. */
    public int expectedVersion() {
        return origin.expectedVersion()
                .orElseThrow(() -> new IllegalStateException(operationId + " takes no If-Match"));
    }

    /** The caller's network address, for limits only; it is never stored or logged. */
    public String address() {
        return origin.address();
    }

    /** The value of the session cookie. */
    public Optional<String> sessionToken() {
        return origin.sessionToken();
    }

    /** When the request arrived. */
    public Instant receivedAt() {
        return origin.receivedAt();
    }

    /** What makes a creating use case happen once per Idempotency-Key; {@code reply} renders its outcome. */
    public <O> Once<O, Reply> once(Function<O, Reply> reply) {
        String key = origin.idempotencyKey()
                .orElseThrow(() -> new IllegalStateException(operationId + " takes no Idempotency-Key"));
        return new IdempotentCall<>(
                new IdempotencyStore.Key(actor.personId(), key),
                operationId,
                origin.requestHash(),
                reply,
                origin.receivedAt());
    }
}
