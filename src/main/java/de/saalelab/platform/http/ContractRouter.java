package de.saalelab.platform.http;

import de.saalelab.platform.db.Changes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The API: every operation of the contract bound to its handler. Making one fails when contract and handlers differ. */
public final class ContractRouter {
    /** Where the API hangs. */
    public static final String BASE = "/api/v1";

    /** The staff session; the prefix makes browsers insist on a secure, host-only cookie. */
    public static final String SESSION_COOKIE = "__Host-saalelab";

    /** What every exchange needs. */
    public record Services(
            Authenticator authenticator,
            RateLimit rateLimit,
            RateLimit addressLimit,
            WriteLane writeLane,
            OperationMetrics metrics,
            Clock clock,
            int trustedProxies,
            HotPages pages,
            Responder responder) {
        public Services(
                Authenticator authenticator,
                RateLimit rateLimit,
                RateLimit addressLimit,
                WriteLane writeLane,
                OperationMetrics metrics,
                Clock clock,
                int trustedProxies,
                Changes changes) {
            this(
                    authenticator,
                    rateLimit,
                    addressLimit,
                    writeLane,
                    metrics,
                    clock,
                    trustedProxies,
                    new HotPages(changes, clock),
                    new Responder());
        }

        String rateLimitPolicy() {
            return "\"caller\";q=" + rateLimit.burst() + ";w=60";
        }
    }

    /** One operation, ready to be called. */
    record Bound(
            Contract.Rule rule,
            RequestValidation validation,
            Operations.Handler handler,
            boolean takesIfMatch,
            boolean takesIdempotencyKey) {}

    private final Contract contract;
    private final Map<String, Bound> bound = new HashMap<>();
    private final PathTree<Bound> plain = new PathTree<>();
    private final Services services;

    public ContractRouter(Contract contract, Operations operations, Services services) {
        this.contract = contract;
        this.services = services;
        contract.requireSame(operations.ids());
        for (Operation operation : contract.view().operations()) {
            String id = operation.getOperationId();
            RequestValidation validation = new RequestValidation(operation);
            Contract.Rule rule = contract.rules().get(id);
            if (rule == null) {
                throw new IllegalStateException("No rule for " + id);
            }
            Bound made = new Bound(
                    rule,
                    validation,
                    operations.handler(id),
                    validation.takes("If-Match"),
                    validation.takes("Idempotency-Key"));
            bound.put(id, made);
            if (operation.getRequestBody() == null) {
                plain.add(operation.getHttpMethod().name(), operation.getOpenAPIPath(), made);
            }
        }
    }

    /**
     * Handles a plain request without a body, which most are; false when it is not one. Those, and everything that is wrong, are for {@link #router}.
     */
    boolean handlePlain(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (path == null || path.indexOf('%') >= 0 || hasBody(request)) {
            return false;
        }
        Optional<Bound> operation = plain.find(
                request.method().name(),
                path,
                BASE.length(),
                (name, value) -> context.pathParams().put(name, value));
        operation.ifPresent(found -> handle(context, found));
        return operation.isPresent();
    }

    private static boolean hasBody(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.isEnded();
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** A router for one event loop. */
    public Router router(Vertx vertx) {
        RouterBuilder builder = RouterBuilder.create(vertx, contract.view());
        builder.rootHandler(BodyHandler.create(false).setBodyLimit(JsonBody.MAX_BYTES));
        bound.forEach((id, operation) -> builder.getRoute(id)
                .setDoValidation(false)
                .setDoSecurity(false)
                .addHandler(context -> handle(context, operation)));
        return builder.createRouter();
    }

    private void handle(RoutingContext context, Bound operation) {
        new Exchange(context, operation, services).run();
    }
}
