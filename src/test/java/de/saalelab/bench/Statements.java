package de.saalelab.bench;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * How many statements one request costs, exactly: requests one after the other, so that nothing is gathered into sets. What the server does by itself is
 * watched for a while first and left out. Callers are known to the server before they are counted.
 */
record Statements(Rig rig, Consumer<String> progress) {
    private static final int REQUESTS = 100;
    private static final long IDLE_SECONDS = 15;

    List<Figure> measure(Set<String> only) {
        List<Load> loads = rig.loads().all().stream()
                .filter(load -> load.body() instanceof Load.Body.Product)
                .filter(load -> only.isEmpty() || only.contains(load.name()))
                .toList();
        Idle idle = watch();
        List<Figure> figures = new ArrayList<>();
        for (Load load : loads) {
            figures.add(count(load, idle));
            progress.accept(figures.getLast().row());
        }
        return figures;
    }

    /** What the server does by itself: its statements, and how many transactions it opens in a second. */
    private record Idle(Set<String> queries, double beginsPerSecond) {}

    private Idle watch() {
        progress.accept("Watching what the server does by itself for %d s".formatted(IDLE_SECONDS));
        StatementTimes before = StatementTimes.now(rig.sql());
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
        StatementTimes alone = StatementTimes.now(rig.sql()).since(before, Set.of());
        return new Idle(alone.byQuery().keySet(), (double) alone.begins() / IDLE_SECONDS);
    }

    private Figure count(Load load, Idle idle) {
        Requests requests = load.requests();
        for (int n = 0; n < REQUESTS; n++) {
            send("GET", "/api/v1/municipalities", requests.of(n).token(), "");
        }
        long rows = load.rows().getAsLong();
        StatementTimes before = StatementTimes.now(rig.sql());
        long start = System.nanoTime();
        for (int n = 0; n < REQUESTS; n++) {
            Requests.Request request = requests.of(n);
            send(request.method(), request.path(), request.token(), request.body());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        StatementTimes used = StatementTimes.now(rig.sql());
        // BEGIN and COMMIT look the same whoever says them.
        double begins = (used.since(before, Set.of()).begins() - seconds * idle.beginsPerSecond()) / REQUESTS;
        double calls = (double) used.since(before, idle.queries()).calls() / REQUESTS;
        boolean reads = load.rows().getAsLong() == rows;
        String name = load.name() + ", statements per request";
        return reads
                ? Figure.atMost(1, name, calls, "", "")
                : Figure.plain(
                        name,
                        calls,
                        "",
                        "besides BEGIN and COMMIT; about %s transactions a request"
                                .formatted(Figure.number(Math.rint(begins * 10) / 10)));
    }

    private void send(String method, String path, String token, String body) {
        HttpResponse<String> answer = Web.send(method, rig.server().url(path), token, body);
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException("%s %s was answered with %d".formatted(method, path, answer.statusCode()));
        }
    }
}
