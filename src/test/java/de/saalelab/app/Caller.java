package de.saalelab.app;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Somebody who calls the API, with what lets them in. Paths are relative to the API's base. */
public final class Caller {
    private final TestLab lab;
    private final Map<String, String> headers;
    private final Optional<UUID> person;

    Caller(TestLab lab, Map<String, String> headers, Optional<UUID> person) {
        this.lab = lab;
        this.headers = headers;
        this.person = person;
    }

    /** The person's id. */
    public UUID person() {
        return person.orElseThrow();
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The same caller at another process. */
    public Caller at(TestLab other) {
        return new Caller(other, headers, person);
    }

    /** The same caller with one header more. */
    public Caller with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Caller(lab, more, person);
    }

    /** The same caller without one header. */
    public Caller without(String name) {
        Map<String, String> fewer = new HashMap<>(headers);
        fewer.remove(name);
        return new Caller(lab, fewer, person);
    }

    public Answer get(String path) {
        return send("GET", path, Optional.empty());
    }

    public Answer put(String path) {
        return send("PUT", path, Optional.empty());
    }

    public Answer put(String path, JsonObject body) {
        return send("PUT", path, Optional.of(body.encode()));
    }

    public Answer delete(String path) {
        return send("DELETE", path, Optional.empty());
    }

    public Answer post(String path, JsonObject body) {
        return send("POST", path, Optional.of(body.encode()));
    }

    /** Creates something, with a fresh Idempotency-Key. */
    public Answer create(String path, JsonObject body) {
        return with("Idempotency-Key", UUID.randomUUID().toString()).post(path, body);
    }

    /** Sends any text as the body. */
    public Answer send(String method, String path, Optional<String> body) {
        return lab.send(method, "/api/v1" + path, body, headers);
    }
}
