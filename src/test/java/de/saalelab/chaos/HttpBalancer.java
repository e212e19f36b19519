package de.saalelab.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A reverse proxy before several processes: one request here, the next there, and none to a process that says it is not ready. */
final class HttpBalancer implements AutoCloseable {
    private static final int ASK_EVERY_MILLIS = 25;
    private static final int CONNECTIONS = 64;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(1_000), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    private final HttpServer server;
    private final List<Integer> processes;
    private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
    private final long asking;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param processes ports on loopback */
    HttpBalancer(List<Integer> processes) {
        this.processes = List.copyOf(processes);
        HttpProxy proxy = HttpProxy.reverseProxy(client).origin(OriginRequestProvider.selector(context -> next()));
        server = vertx.createHttpServer()
                .requestHandler(proxy)
                .listen(0, "127.0.0.1")
                .await();
        asking = vertx.setPeriodic(1, ASK_EVERY_MILLIS, timer -> this.processes.forEach(this::ask));
    }

    int port() {
        return server.actualPort();
    }

    /** Waits until it sends requests to this process. */
    void await(int process) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!ready.contains(process)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The process on port " + process + " does not get ready");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private Future<SocketAddress> next() {
        for (int i = 0; i < processes.size(); i++) {
            int process = processes.get(Math.floorMod(turn.getAndIncrement(), processes.size()));
            if (ready.contains(process)) {
                return Future.succeededFuture(SocketAddress.inetSocketAddress(process, "127.0.0.1"));
            }
        }
        return Future.failedFuture("No process is ready");
    }

    private void ask(int process) {
        client.request(HttpMethod.GET, process, "127.0.0.1", "/health/ready")
                .compose(request -> request.idleTimeout(1_000).send())
                .map(response -> response.statusCode() == 200)
                .otherwise(false)
                .onSuccess(is -> {
                    if (is) {
                        ready.add(process);
                    } else {
                        ready.remove(process);
                    }
                });
    }

    @Override
    public void close() {
        vertx.cancelTimer(asking);
        vertx.close().await();
    }
}
