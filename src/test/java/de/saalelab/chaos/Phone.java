package de.saalelab.chaos;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends what people do, and asks again, with the same key, until the outcome is known. Impatient on purpose: it gives up on an answer early and does not
 * honour Retry-After, so that requests overtake each other.
 */
final class Phone {
    /** Longer than any outage of the drills by far. */
    private static final Duration LONGEST_ASKING = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final String base;
    private final Duration patience;
    private final boolean failureIsFinding;
    private final Watch watch;
    private final Findings findings;

    /**
     * @param base where the server, or what stands before it, listens
     * @param patience how long to wait for one answer
     * @param failureIsFinding whether no request may fail, as in a rolling restart
     */
    Phone(String base, Duration patience, boolean failureIsFinding, Watch watch, Findings findings) {
        this.base = base + "/api/v1";
        this.patience = patience;
        this.failureIsFinding = failureIsFinding;
        this.watch = watch;
        this.findings = findings;
    }

    /** What came back. */
    private record Answer(int status, JsonObject json) {
        boolean ok() {
            return status / 100 == 2;
        }

        String slug() {
            String type = json.getString("type", "");
            return type.substring(type.lastIndexOf('/') + 1);
        }

        /** To be asked again: too busy, not ready, or the same request is still under way. */
        boolean later() {
            return status == 503 || status == 502 || status == 504 || slug().equals("idempotency-in-progress");
        }
    }

    /** A new person; empty when the server does not answer now. */
    Optional<Person> register() {
        Optional<String> token = expectOk(Act.Wire.of("POST", "/devices"), "").map(device -> device.getString("token"));
        return token.flatMap(known -> expectOk(Act.Wire.of("GET", "/me"), known)
                .map(me -> new Person(UUID.fromString(me.getString("personId")), known)));
    }

    private Optional<JsonObject> expectOk(Act.Wire wire, String token) {
        Optional<Answer> answer = exchange(wire, token);
        answer.filter(other -> !other.ok()).ifPresent(other -> failed(wire + " was answered with " + other.status()));
        return answer.filter(Answer::ok).map(Answer::json);
    }

    /** Does it, until it is known whether it is done; false when that stays unknown. */
    boolean perform(int client, Person person, Act act) {
        Act.Wire wire = act.wire();
        boolean silent = false;
        long end = System.nanoTime() + LONGEST_ASKING.toNanos();
        while (System.nanoTime() < end) {
            long sent = System.nanoTime();
            Optional<Answer> answer = exchange(wire, person.token());
            if (answer.isPresent() && known(client, person, act, answer.get(), sent, silent)) {
                return true;
            }
            silent |= answer.isEmpty();
            pause();
        }
        findings.add(Check.UNRESOLVED, act + " of " + person.id());
        return false;
    }

    private boolean known(int client, Person person, Act act, Answer answer, long sent, boolean silent) {
        if (answer.ok()) {
            act.acknowledged(person, answer.json());
            watch.acknowledged(client, sent);
            return true;
        }
        if (answer.later()) {
            if (!answer.slug().equals("idempotency-in-progress")) {
                failed(act.wire() + " was answered with " + answer.status());
            }
            return false;
        }
        if (answer.status() >= 500) {
            findings.add(Check.FAULTS, act + ": " + answer.json().encode());
            return false;
        }
        if (!act.refusals().contains(answer.slug())) {
            findings.add(Check.CONTRADICTED, act + " of " + person.id() + ": " + answer.slug());
        }
        if (silent) {
            person.refusedAfterSilence();
        }
        watch.refused(client, sent);
        return true;
    }

    private Optional<Answer> exchange(Act.Wire wire, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + wire.path()))
                .timeout(patience)
                .method(wire.method(), wire.body().map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        wire.key().ifPresent(key -> request.header("Idempotency-Key", key));
        wire.body().ifPresent(body -> request.header("Content-Type", "application/json"));
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return Optional.of(new Answer(response.statusCode(), json(response.body())));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            // Nobody was there, so nothing was done.
            failed(wire.method() + " " + wire.path() + ": " + e);
            return Optional.empty();
        } catch (IOException e) {
            watch.unknown();
            failed(wire.method() + " " + wire.path() + ": " + e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void failed(String what) {
        if (failureIsFinding) {
            findings.add(Check.FAILED, what);
        }
    }

    private static JsonObject json(String body) {
        try {
            return body.isEmpty() ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException e) {
            // A proxy's own words; the status says enough.
            return new JsonObject();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(20 + ThreadLocalRandom.current().nextInt(80)));
    }
}
