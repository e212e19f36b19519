package de.saalelab.bench;

import de.saalelab.bench.Load.Body;
import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs all loads in rounds, so that whatever slows the machine for a while slows product and limits alike. The first, short round warms up. */
record Saturation(Lab lab, int seconds, int warmUp, int runs, int connections, Consumer<String> progress) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Measures the loads of these names with their limits; all, when none is named. */
    Report measure(Set<String> only) {
        Path tokens = tokens();
        try (Sql sql = Sql.open(lab.address())) {
            Ground ground = new Ground(sql);
            List<Load> loads = Bench.chosen(new Loads(lab.world(), ground).all(), only);
            ground.prepare();
            lab.checkpoint();
            try (ArtefactServer server = startServer();
                    BareProcess bare = BareProcess.start(lab, statementOf(server, sql))) {
                Targets targets = new Targets(
                        server, bare, new Wrk(connections, tokens), new Pgbench(lab.address(), connections));
                Map<Load, List<Sample>> samples = new LinkedHashMap<>();
                for (int round = 0; round <= runs; round++) {
                    for (Load load : loads) {
                        Sample sample = once(load, targets, round == 0 ? warmUp : seconds);
                        if (round > 0) {
                            samples.computeIfAbsent(load, key -> new ArrayList<>())
                                    .add(sample);
                        }
                        progress.accept(line(round, load, sample));
                    }
                }
                return report(samples, sql);
            }
        }
    }

    /** What loads are sent to. */
    private record Targets(ArtefactServer server, BareProcess bare, Wrk wrk, Pgbench pgbench) {}

    private Sample once(Load load, Targets targets, int length) {
        Use before;
        Use after;
        Wrk.Seen seen;
        long process = targets.server().process().pid();
        long rows = load.rows().getAsLong();
        switch (load.body()) {
            case Body.Product(var lua) -> {
                String chunk = lua.get();
                before = use(process);
                seen = targets.wrk().run(targets.server().port(), chunk, 0, length);
                after = use(process);
            }
            case Body.Bare(var lua) -> {
                process = targets.bare().process().pid();
                String chunk = lua.get();
                before = use(process);
                seen = targets.wrk().run(targets.bare().port(), chunk, 0, length);
                after = use(process);
            }
            case Body.Statement(var script) -> {
                String text = script.get();
                before = use(process);
                Pgbench.Seen run = targets.pgbench().run(text, length);
                after = use(process);
                double spent = run.transactions() / run.perSecond();
                seen = new Wrk.Seen(run.transactions(), spent, run.failed(), run.meanMillis(), 0, 0, 0);
            }
        }
        long written = load.rows().getAsLong() - rows;
        double wall = after.at() - before.at();
        boolean isServer = load.body() instanceof Body.Product;
        return new Sample(
                seen.perSecond(),
                seen.p50(),
                seen.p99(),
                seen.p999(),
                seen.failed(),
                written / seen.seconds(),
                (after.process() - before.process()) / wall,
                (after.postgres() - before.postgres()) / wall,
                (after.load() - before.load()) / wall,
                load.body() instanceof Body.Statement ? 0 : Processes.residentMegabytes(process),
                isServer ? heapMegabytes(targets.server()) : 0);
    }

    /** Seconds: the clock, and processor time so far. */
    private record Use(double at, double process, double postgres, double load) {}

    private Use use(long process) {
        return new Use(
                System.nanoTime() / 1e9,
                Processes.own(process),
                Processes.family(lab.postgresPid()),
                Processes.endedChildren());
    }

    private Report report(Map<Load, List<Sample>> samples, Sql sql) {
        List<Report.Line> lines = samples.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
        Report.Conditions conditions = Conditions.now(lab, sql, connections, seconds, runs);
        return new Report(conditions, lines, Recount.differences(sql));
    }

    private static Report.Line line(Load load, List<Sample> samples) {
        return new Report.Line(
                load.name(),
                load.meaning(),
                load.limit(),
                load.target(),
                Sample.median(samples),
                samples.stream().mapToDouble(Sample::perSecond).min().orElseThrow(),
                samples.stream().mapToDouble(Sample::perSecond).max().orElseThrow());
    }

    private static String line(int round, Load load, Sample sample) {
        String name = round == 0 ? "warm-up" : "run " + round;
        return String.format(
                Locale.ROOT,
                "%-8s %-16s %,9.0f/s  rows %,8.0f/s  p50 %7.2f  p99 %7.2f ms  failed %d",
                name,
                load.name(),
                sample.perSecond(),
                sample.rows(),
                sample.p50(),
                sample.p99(),
                sample.failed());
    }

    private ArtefactServer startServer() {
        Path log = lab.folder().resolve("server.log");
        return ArtefactServer.start(ArtefactServer.freePort(), Map.of("DATABASE_URL", lab.databaseUrl()), log)
                .awaitReady();
    }

    /**
     * The product's own statement for one idea, as PostgreSQL has just seen it: so the limit runs the same, also after that has changed. Other work of
     * the server may overwrite what a connection shows, so it is asked for until it is seen.
     */
    private String statementOf(ArtefactServer server, Sql sql) {
        String idea = lab.world().idea(0).toString();
        for (int i = 0; i < 100; i++) {
            get(server.url("/api/v1/ideas/" + idea), World.token(0));
            List<String> seen = sql.texts("""
                    SELECT query
                      FROM pg_stat_activity
                     WHERE application_name = 'saalelab' AND query ~ 'FROM idea\\s+WHERE id = \\$1' AND query ~ '\\$2' AND query !~ '\\$3'
                     LIMIT 1
                    """);
            if (!seen.isEmpty()) {
                return seen.getFirst();
            }
        }
        throw new IllegalStateException(
                "The product's SELECT of one idea was not seen; it is expected to read FROM idea WHERE id = $1, with the reader as $2");
    }

    private static double heapMegabytes(ArtefactServer server) {
        return get(server.url("/metrics"), "")
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / (1 << 20);
    }

    private static String get(String url, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path tokens() {
        Path file = lab.folder().resolve("tokens.txt");
        try {
            return Files.writeString(
                    file,
                    IntStream.range(0, lab.world().size().tokens())
                            .mapToObj(World::token)
                            .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
