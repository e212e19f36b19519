package de.saalelab.platform.http;

import de.saalelab.platform.config.Config;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP server: one listener for each event loop. It answers from the first moment; the API joins when the database is there, until then it answers
 * with {@code not-ready}.
 */
public final class WebServer {
    private static final int LONGEST_HEAD = 8 * 1024;
    private static final int COMPRESS_FROM_BYTES = 1024;
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final Config config;
    private final Readiness readiness;
    private final PrometheusMeterRegistry metrics;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private volatile Optional<ContractRouter> api = Optional.empty();

    public WebServer(Vertx vertx, Config config, Readiness readiness, PrometheusMeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** Listens, with one listener for each processor; completes with the port. */
    public Future<Integer> start() {
        int processors = Runtime.getRuntime().availableProcessors();
        return vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(processors))
                .map(deployed -> servers.getFirst().actualPort());
    }

    /** The API can be served from now on. */
    public void serve(ContractRouter router) {
        api = Optional.of(router);
    }

    /** Takes no new connections, lets requests in hand finish, then closes. */
    public Future<Void> stop() {
        return Future.join(servers.stream()
                        .map(server -> server.shutdown(DRAIN.toMillis(), TimeUnit.MILLISECONDS))
                        .toList())
                .mapEmpty();
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(config.http().host())
                // -1 is any free port that all listeners share; 0 would give each its own.
                .setPort(config.http().port() == 0 ? -1 : config.http().port())
                .setIdleTimeout((int) IDLE.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxInitialLineLength(LONGEST_HEAD)
                .setMaxHeaderSize(LONGEST_HEAD)
                // Nobody speaks WebSocket here; its part in the pipeline would look at every message.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setCompressionSupported(true)
                .setCompressionContentSizeThreshold(COMPRESS_FROM_BYTES);
    }

    /** One event loop's share of the server, with routers of its own. */
    private final class Listener extends VerticleBase {
        private Optional<Router> apiRouter = Optional.empty();

        @Override
        public Future<?> start() {
            Router router = Router.router(vertx);
            router.route(ContractRouter.BASE + "/*").handler(this::toApi);
            new HealthPages(readiness, metrics, config).mount(router);
            new WebPages().mount(router);
            EdgeProblems.mount(router);
            return vertx.createHttpServer(options())
                    .requestHandler(router)
                    .listen()
                    .onSuccess(servers::add);
        }

        private void toApi(RoutingContext context) {
            if (api.isPresent() && api.get().handlePlain(context)) {
                return;
            }
            if (apiRouter.isEmpty()) {
                apiRouter = api.map(made -> made.router(vertx));
            }
            apiRouter.ifPresentOrElse(
                    router -> router.handleContext(context),
                    () -> EdgeProblems.send(
                            context, Problem.of(ProblemType.NOT_READY).retryAfter(2)));
        }
    }
}
