package de.saalelab.platform.http;

import de.saalelab.platform.Actor;
import de.saalelab.platform.PersonGone;
import de.saalelab.platform.db.Coalescer;
import de.saalelab.platform.db.ConstraintViolated;
import de.saalelab.platform.db.DatabaseUnavailable;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.text.Language;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way through one operation: who, may they, how often, is the input right, do it, answer. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
    private static final CharSequence RATE_LIMIT_POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final Pattern VERSION_ETAG = Pattern.compile("\"v(\\d{1,9})-[A-Za-z0-9_-]+\"");

    private final RoutingContext context;
    private final ContractRouter.Bound bound;
    private final ContractRouter.Services services;
    private final Language language;
    private final Instant receivedAt;
    private final long startedNanos = System.nanoTime();
    private Actor caller = Actor.ANONYMOUS;

    Exchange(RoutingContext context, ContractRouter.Bound bound, ContractRouter.Services services) {
        this.context = context;
        this.bound = bound;
        this.services = services;
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        this.language = accepted == null ? Language.GERMAN : Language.negotiate(accepted);
        this.receivedAt = services.clock().instant();
    }

    void run() {
        identify().compose(this::proceed).onComplete(this::answer, fault -> answer(problemOf(fault)));
    }

    /** Who calls; fails with a {@link Refused} when a credential is wrong. */
    private Future<Actor> identify() {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return bearer(authorization);
        }
        return sessionToken()
                .map(token -> services.authenticator()
                        .session(token)
                        .map(session -> session.filter(this::trusted)
                                .map(Authenticator.Session::actor)
                                .orElse(Actor.ANONYMOUS)))
                .orElse(Future.succeededFuture(Actor.ANONYMOUS));
    }

    private Future<Actor> bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Future.failedFuture(new Refused(Problem.of(ProblemType.UNAUTHENTICATED)));
        }
        return services.authenticator()
                .device(authorization.substring(7).strip())
                .compose(actor -> actor.map(Future::succeededFuture)
                        .orElse(Future.failedFuture(new Refused(Problem.of(ProblemType.UNAUTHENTICATED)))));
    }

    /** A cookie comes along with requests that other sites cause; whoever changes something must show the session's CSRF token too. */
    private boolean trusted(Authenticator.Session session) {
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return true;
        }
        String shown = context.request().getHeader("X-CSRF-Token");
        boolean same = shown != null
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8),
                        session.csrfToken().getBytes(StandardCharsets.UTF_8));
        if (!same && !bound.rule().anyone()) {
            throw new Refused(Problem.of(ProblemType.CSRF_TOKEN_MISSING));
        }
        return same;
    }

    private Future<Reply> proceed(Actor actor) {
        caller = actor;
        RateLimit.Verdict verdict = actor.person()
                .map(person -> services.rateLimit().take(person.toString()))
                .orElseGet(() -> services.addressLimit().take(address()));
        context.response()
                .putHeader(RATE_LIMIT_POLICY, services.rateLimitPolicy())
                .putHeader(RATE_LIMIT, "\"caller\";r=" + verdict.remaining());
        if (!verdict.allowed()) {
            return refused(Problem.of(ProblemType.TOO_MANY_REQUESTS).retryAfter(verdict.retryAfter()));
        }
        if (!bound.rule().anyone() && Collections.disjoint(bound.rule().roles(), actor.roles())) {
            boolean known = actor.person().isPresent();
            return refused(Problem.of(known ? ProblemType.FORBIDDEN : ProblemType.UNAUTHENTICATED));
        }
        return switch (bound.validation().check(context)) {
            case RequestValidation.Result.Invalid invalid -> refused(invalid.problem());
            case RequestValidation.Result.Valid valid -> precondition(actor, valid);
        };
    }

    private Future<Reply> precondition(Actor actor, RequestValidation.Result.Valid valid) {
        OptionalInt expected = OptionalInt.empty();
        if (bound.takesIfMatch()) {
            String ifMatch = context.request().getHeader("If-Match");
            if (ifMatch == null) {
                return refused(Problem.of(ProblemType.VERSION_REQUIRED));
            }
            Matcher matcher = VERSION_ETAG.matcher(ifMatch.strip());
            if (!matcher.matches()) {
                return refused(Problem.of(ProblemType.VERSION_STALE));
            }
            expected = OptionalInt.of(Integer.parseInt(matcher.group(1)));
        }
        return dispatch(new Call(
                bound.rule().operationId(), actor, language, valid.parameters(), valid.body(), origin(expected)));
    }

    private Call.Origin origin(OptionalInt expected) {
        Optional<String> key = bound.takesIdempotencyKey()
                ? Optional.ofNullable(context.request().getHeader("Idempotency-Key"))
                : Optional.empty();
        String hash = key.isPresent() ? requestHash() : "";
        return new Call.Origin(address(), key, hash, expected, sessionToken(), receivedAt);
    }

    private Future<Reply> dispatch(Call call) {
        return switch (bound.handler()) {
            case Operations.Handler.Reading reading -> read(reading, call);
            case Operations.Handler.Writing writing ->
                services.writeLane()
                        .submit(context.vertx(), () -> writing.write().handle(call));
            case Operations.Handler.Gathering gathering -> gathering.gathered().handle(call);
            case Operations.Handler.Streaming streaming -> streaming.stream().handle(call, context.response());
        };
    }

    private Future<Reply> read(Operations.Handler.Reading reading, Call call) {
        if (reading.madeFrom().isEmpty() || hasCredential()) {
            return reading.read().handle(call);
        }
        HotPages.Key key = new HotPages.Key(context.request().uri(), language.tag());
        return services.pages()
                .get(key, reading.madeFrom(), () -> reading.read().handle(call));
    }

    private void answer(Reply reply) {
        services.metrics().record(bound.rule().operationId(), reply.status(), System.nanoTime() - startedNanos);
        boolean personal = !bound.rule().impersonal() && hasCredential();
        services.responder().send(context, reply, language, bound.rule().anyone() && !personal);
    }

    private Reply problemOf(Throwable fault) {
        return switch (fault) {
            case Refused refused -> Reply.problem(countedAgainstAddress(refused.problem));
            case Keyset.Invalid invalid -> Reply.problem(ProblemType.INVALID_CURSOR);
            case WriteLane.Full full -> Reply.problem(overloaded());
            case Coalescer.Full full -> Reply.problem(overloaded());
            case PersonGone gone -> Reply.problem(onceMore());
            case ConstraintViolated violated when violated.missesPerson() -> Reply.problem(onceMore());
            case DatabaseUnavailable away -> {
                Problem problem = overloaded();
                // Under a flood that would be a line for everybody; the metrics count them.
                if (!away.busy()) {
                    LOG.warn("{} {}: the database does not answer", bound.rule().operationId(), problem.incident());
                }
                yield Reply.problem(problem);
            }
            default -> {
                Problem problem = Problem.of(ProblemType.INTERNAL_ERROR);
                LOG.error("{} {} failed", bound.rule().operationId(), problem.incident(), fault);
                yield Reply.problem(problem);
            }
        };
    }

    /** Who tries credentials that do not exist is slowed down like any other caller without one. */
    private Problem countedAgainstAddress(Problem refusal) {
        RateLimit.Verdict verdict = services.addressLimit().take(address());
        return verdict.allowed()
                ? refusal
                : Problem.of(ProblemType.TOO_MANY_REQUESTS).retryAfter(verdict.retryAfter());
    }

    /** The caller has become part of another person meanwhile. Looked up anew, the same credential means that one. */
    private Problem onceMore() {
        caller.person().ifPresent(services.authenticator()::forget);
        return Problem.of(ProblemType.OVERLOADED).retryAfter(1);
    }

    /** Spread out, so that those who were turned away together do not come back together. */
    private static Problem overloaded() {
        return Problem.of(ProblemType.OVERLOADED)
                .retryAfter(1 + ThreadLocalRandom.current().nextInt(3));
    }

    private static Future<Reply> refused(Problem problem) {
        return Future.succeededFuture(Reply.problem(problem));
    }

    private boolean hasCredential() {
        return context.request().getHeader(HttpHeaders.AUTHORIZATION) != null
                || sessionToken().isPresent();
    }

    private Optional<String> sessionToken() {
        // Most callers have no cookies at all; then nothing is parsed.
        return context.request().headers().contains(HttpHeaders.COOKIE)
                ? Optional.ofNullable(context.request().getCookie(ContractRouter.SESSION_COOKIE))
                        .map(Cookie::getValue)
                : Optional.empty();
    }

    private String address() {
        return ClientAddress.of(context.request(), services.trustedProxies());
    }

    private String requestHash() {
        MessageDigest digest = Hashes.sha256();
        digest.update(bound.rule().operationId().getBytes(StandardCharsets.UTF_8));
        digest.update(context.request().path().getBytes(StandardCharsets.UTF_8));
        Buffer body = context.body().buffer();
        if (body != null) {
            digest.update(body.getBytes());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Ends the chain early with a problem; not a fault. */
    private static final class Refused extends RuntimeException {
        private final Problem problem;

        Refused(Problem problem) {
            super(problem.type().slug(), null, false, false);
            this.problem = problem;
        }
    }
}
