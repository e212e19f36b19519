package de.saalelab.platform.http;

import de.saalelab.platform.config.Config;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.channel.Channel;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
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
    /** For requests on their way when the door is shut. */
    private static final Duration LAST_REQUESTS = Duration.ofMillis(500);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final Config config;
    private final Optional<Worker> worker;
    private final Readiness readiness;
    private final PrometheusMeterRegistry metrics;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private volatile Optional<Channel> door = Optional.empty();
    private volatile Optional<ContractRouter> api = Optional.empty();

    /**
     * A server that does not listen yet.
     *
     * @param worker which one of several processes on one port this is, if it is one
     */
    public WebServer(
            Vertx vertx, Config config, Optional<Worker> worker, Readiness readiness, PrometheusMeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        this.worker = worker;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /**
     * Listens, and completes with the port. One of several processes first answers for itself only: as long as it is not ready, the others shall get
     * the callers.
     */
    public Future<Integer> start() {
        return worker.map(known -> answerForItself(known).map(config.http().port()))
                .orElseGet(this::listen);
    }

    /** The API can be served from now on. */
    public Future<Void> serve(ContractRouter router) {
        api = Optional.of(router);
        return worker.isPresent() ? listen().mapEmpty() : Future.succeededFuture();
    }

    /** With one listener for each processor. */
    private Future<Integer> listen() {
        int processors = Runtime.getRuntime().availableProcessors();
        return vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(processors))
                .map(deployed -> servers.getFirst().actualPort());
    }

    /** On the shared port nobody can choose whom to ask. */
    private Future<Void> answerForItself(Worker known) {
        Router router = Router.router(vertx);
        health().mount(router);
        EdgeProblems.mount(router);
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(known.port()))
                .requestHandler(router)
                .listen()
                .mapEmpty();
    }

    private HealthPages health() {
        return new HealthPages(readiness, metrics, config, worker);
    }

    /**
     * Takes no new connections, lets requests in hand finish, then closes. Vert.x alone would also close what it has just accepted and not read yet;
     * so the door is shut first, and whoever is inside has a moment to ask.
     */
    public Future<Void> stop() {
        return shutDoor()
                .compose(shut -> vertx.timer(LAST_REQUESTS.toMillis(), TimeUnit.MILLISECONDS))
                .compose(asked -> Future.join(servers.stream()
                        .map(server -> server.shutdown(DRAIN.toMillis(), TimeUnit.MILLISECONDS))
                        .toList()))
                .mapEmpty();
    }

    private Future<Void> shutDoor() {
        Promise<Void> shut = Promise.promise();
        door.ifPresentOrElse(channel -> channel.close().addListener(closed -> shut.complete()), shut::complete);
        return shut.future();
    }

    /** The listening channel, which Vert.x does not hand out, is the parent of every connection. */
    private void seeDoor(HttpConnection connection) {
        if (door.isEmpty() && connection instanceof ConnectionBase made) {
            door = Optional.ofNullable(made.channel().parent());
        }
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(config.http().host())
                // -1 is any free port that all listeners share; 0 would give each its own.
                .setPort(config.http().port() == 0 ? -1 : config.http().port())
                .setReusePort(worker.isPresent())
                .setIdleTimeout((int) IDLE.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // With HTTP/2 without TLS, nobody would hear of a connection before its first whole head, and could not
                // cut it off.
                .setHttp2ClearTextEnabled(false)
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
            health().mount(router);
            new WebPages().mount(router);
            EdgeProblems.mount(router);
            PromptRequests prompt = PromptRequests.watch(vertx, PromptRequests.Limits.USUAL, LOOK_EVERY);
            return vertx.createHttpServer(options())
                    .connectionHandler(connection -> {
                        prompt.opened(connection);
                        seeDoor(connection);
                    })
                    .invalidRequestHandler(EdgeProblems::unreadable)
                    .requestHandler(request -> {
                        prompt.began(request);
                        askToLeave(request);
                        router.handle(request);
                    })
                    .listen()
                    .onSuccess(servers::add);
        }

        /** Before the end: who keeps a connection is told with an answer, and so never meets one that closes while a request is on its way. */
        private void askToLeave(HttpServerRequest request) {
            if (readiness.stage() == Readiness.Stage.DRAINING && request.version() == HttpVersion.HTTP_1_1) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        }

        private static boolean decodes(RoutingContext context) {
            try {
                return context.request().query() == null || context.queryParams() != null;
            } catch (HttpException e) {
                return false;
            }
        }

        private void toApi(RoutingContext context) {
            if (!decodes(context)) {
                // The caller's fault; further in, the routers would take it for one of the server.
                EdgeProblems.send(context, Problem.of(ProblemType.INVALID_REQUEST));
                return;
            }
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
