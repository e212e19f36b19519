package de.saalelab.platform.http;

import de.saalelab.platform.config.Config;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** What operators look at: alive, ready, measured. Answered without the database, so that they answer when it does not. */
final class HealthPages {
    private final Readiness readiness;
    private final PrometheusMeterRegistry metrics;
    private final Config config;
    private final Optional<Worker> worker;

    HealthPages(Readiness readiness, PrometheusMeterRegistry metrics, Config config, Optional<Worker> worker) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.config = config;
        this.worker = worker;
    }

    void mount(Router router) {
        router.route("/health/live")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> send(context, 200, new JsonObject().put("status", "up")));
        router.route("/health/ready")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::ready);
        router.get("/metrics").handler(this::metrics);
    }

    private void ready(RoutingContext context) {
        worker.ifPresent(known -> context.response().putHeader("Saalelab-Process", String.valueOf(known.number())));
        switch (readiness.stage()) {
            case READY -> send(context, 200, new JsonObject().put("status", "ready"));
            case STARTING ->
                send(
                        context,
                        503,
                        new JsonObject().put("status", "starting").put("waitingFor", readiness.waitingFor()));
            case DRAINING -> send(context, 503, new JsonObject().put("status", "draining"));
        }
    }

    private void metrics(RoutingContext context) {
        if (!mayMeasure(context)) {
            EdgeProblems.send(context, Problem.of(ProblemType.NOT_FOUND));
            return;
        }
        context.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(metrics.scrape());
    }

    /** With a token, whoever has it; without, only this machine, and not through a proxy. */
    private boolean mayMeasure(RoutingContext context) {
        if (config.metricsToken().isPresent()) {
            String shown = context.request().getHeader("Authorization");
            byte[] wanted = ("Bearer " + config.metricsToken().get()).getBytes(StandardCharsets.UTF_8);
            return shown != null && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), wanted);
        }
        SocketAddress remote = context.request().remoteAddress();
        boolean forwarded = context.request().getHeader("X-Forwarded-For") != null
                || context.request().getHeader("Forwarded") != null;
        return !forwarded && remote != null && remote.hostAddress() != null && isLoopback(remote.hostAddress());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void send(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
