package de.saalelab.platform.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How long the contract takes for one request: finding its operation, and checking its input. On real requests, which a server holds open. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RouterJmh {
    private static final String MARK =
            "/api/v1/ballots/00000000-0000-7001-8000-000000000001/marks/00000000-0000-7002-8000-000000000002";
    private static final String LIST = "/api/v1/ideas?sort=near&near=51.3500,11.9900&limit=20";

    private final Vertx vertx = Vertx.vertx();
    private final PathTree<RequestValidation> tree = new PathTree<>();
    private Optional<RoutingContext> mark = Optional.empty();
    private Optional<RoutingContext> list = Optional.empty();

    /** Reads the contract, and catches one request of each kind. */
    @Setup
    public void open() {
        for (Operation operation : Contract.load(vertx).await().view().operations()) {
            tree.add(operation.getHttpMethod().name(), operation.getOpenAPIPath(), new RequestValidation(operation));
        }
        mark = Optional.of(caught(HttpMethod.PUT, MARK));
        list = Optional.of(caught(HttpMethod.GET, LIST));
    }

    private RoutingContext caught(HttpMethod method, String path) {
        CompletableFuture<RoutingContext> caught = new CompletableFuture<>();
        Router router = Router.router(vertx);
        router.route().handler(caught::complete);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        HttpClient client = vertx.createHttpClient();
        client.request(method, server.actualPort(), "127.0.0.1", path)
                .compose(request -> request.send())
                .onFailure(caught::completeExceptionally);
        return caught.join();
    }

    @TearDown
    public void close() {
        vertx.close().await();
    }

    /** Two ids in the path. */
    @Benchmark
    public Object castMark() {
        return accepted(mark.orElseThrow());
    }

    /** Three parameters in the query. */
    @Benchmark
    public Object listIdeas() {
        return accepted(list.orElseThrow());
    }

    private RequestValidation.Result accepted(RoutingContext context) {
        RequestValidation validation = tree.find(
                        context.request().method().name(),
                        context.request().path(),
                        ContractRouter.BASE.length(),
                        (name, value) -> context.pathParams().put(name, value))
                .orElseThrow();
        RequestValidation.Result result = validation.check(context);
        if (result instanceof RequestValidation.Result.Invalid invalid) {
            throw new IllegalStateException(String.valueOf(invalid.problem()));
        }
        return result;
    }
}
