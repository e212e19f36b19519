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
        progress.accept("Watching what the server does by itself for %d s".formatted(IDLE_SECONDS));
        StatementTimes before = StatementTimes.now(rig.sql());
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
        Set<String> idle =
                StatementTimes.now(rig.sql()).since(before, Set.of()).byQuery().keySet();
        List<Figure> figures = new ArrayList<>();
        for (Load load : loads) {
            Requests requests = load.requests();
            for (int n = 0; n < REQUESTS; n++) {
                send("GET", "/api/v1/municipalities", requests.of(n).token(), "");
            }
            StatementTimes start = StatementTimes.now(rig.sql());
            for (int n = 0; n < REQUESTS; n++) {
                Requests.Request request = requests.of(n);
                send(request.method(), request.path(), request.token(), request.body());
            }
            StatementTimes used = StatementTimes.now(rig.sql()).since(start, idle);
            double begins = (double) used.begins() / REQUESTS;
            String detail = "transactions opened per request: %s".formatted(Figure.number(begins));
            String name = load.name() + ", statements per request";
            double calls = (double) used.calls() / REQUESTS;
            boolean reads = load.rows().getAsLong() == 0 && used.begins() == 0;
            figures.add(reads ? Figure.atMost(1, name, calls, "", "") : Figure.plain(name, calls, "", detail));
            progress.accept(figures.getLast().row());
        }
        return figures;
    }

    private void send(String method, String path, String token, String body) {
        HttpResponse<String> answer = Web.send(method, rig.server().url(path), token, body);
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException("%s %s was answered with %d".formatted(method, path, answer.statusCode()));
        }
    }
}
