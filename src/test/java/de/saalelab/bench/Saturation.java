package de.saalelab.bench;

import de.saalelab.bench.Load.Body;
import de.saalelab.rig.ArtefactServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs all loads in rounds, so that whatever slows the machine for a while slows product and limits alike. The first, short round warms up. */
record Saturation(Rig rig, int seconds, int warmUp, int runs, int connections, Consumer<String> progress) {
    /** Measures the loads of these names with their limits; all, when none is named. */
    List<Report.Line> measure(Set<String> only) {
        List<Load> loads = Bench.chosen(rig.loads().all(), only);
        try (BareProcess bare = BareProcess.start(rig.lab(), statementOf(rig))) {
            Targets targets = new Targets(
                    bare, rig.wrk(connections), new Pgbench(rig.lab().address(), connections));
            Map<Load, List<Sample>> samples = new LinkedHashMap<>();
            for (int round = 0; round <= runs; round++) {
                for (Load load : loads) {
                    Sample sample = once(load, targets, round == 0 ? warmUp : seconds);
                    if (round > 0) {
                        samples.computeIfAbsent(load, key -> new ArrayList<>()).add(sample);
                    }
                    progress.accept(line(round, load, sample));
                }
            }
            return samples.entrySet().stream()
                    .map(entry -> line(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    /** What loads are sent to, and by what. */
    private record Targets(BareProcess bare, Wrk wrk, Pgbench pgbench) {}

    /** What the load generator saw. */
    private record Seen(double perSecond, double seconds, double p50, double p99, double p999, long failed) {
        static Seen of(Wrk.Seen seen, long failed) {
            return new Seen(seen.perSecond(), seen.seconds(), seen.p50(), seen.p99(), seen.p999(), failed);
        }

        static Seen of(Pgbench.Seen seen) {
            double seconds = seen.perSecond() > 0 ? seen.transactions() / seen.perSecond() : 1;
            return new Seen(
                    seen.perSecond(), seconds, seen.millis(50), seen.millis(99), seen.millis(99.9), seen.failed());
        }
    }

    private Sample once(Load load, Targets targets, int length) {
        return switch (load.body()) {
            case Body.Product(var made) -> {
                Requests requests = made.get();
                Scrape before = Scrape.of(rig.server());
                long process = rig.server().process().pid();
                Measured measured = measure(load, process, () -> product(targets.wrk(), requests, length));
                Scrape after = Scrape.of(rig.server());
                Map<String, Long> failures = after.refusalsSince(before);
                failures.putAll(measured.failures());
                yield measured.sample(failures, Processes.residentMegabytes(process), after.heapMegabytes());
            }
            case Body.Bare(var made) -> {
                Requests requests = made.get();
                long process = targets.bare().process().pid();
                Measured measured = measure(load, process, () -> {
                    Wrk.Seen seen = targets.wrk().run(targets.bare().port(), requests, length);
                    return Seen.of(seen, seen.refused() + seen.broken());
                });
                double heap = targets.bare().heapMegabytes();
                yield measured.sample(measured.failures(), Processes.residentMegabytes(process), heap);
            }
            case Body.Statement(var made) -> {
                String script = made.get();
                Measured measured = measure(
                        load,
                        rig.server().process().pid(),
                        () -> Seen.of(targets.pgbench().run(script, length)));
                yield measured.sample(measured.failures(), Double.NaN, Double.NaN);
            }
        };
    }

    /** Answers with a status from 400 on are known better from the server's metrics. */
    private Seen product(Wrk wrk, Requests requests, int length) {
        Wrk.Seen seen = wrk.run(rig.server().port(), requests, length);
        return Seen.of(seen, seen.broken());
    }

    private interface Run {
        Seen go();
    }

    private Measured measure(Load load, long process, Run run) {
        long rows = load.rows().getAsLong();
        Use before = use(process);
        Seen seen = run.go();
        Use after = use(process);
        return new Measured(seen, before, after, load.rows().getAsLong() - rows);
    }

    private record Measured(Seen seen, Use before, Use after, long written) {
        Map<String, Long> failures() {
            Map<String, Long> failures = new TreeMap<>();
            if (seen.failed() > 0) {
                failures.put("broken", seen.failed());
            }
            return failures;
        }

        Sample sample(Map<String, Long> failures, double residentMegabytes, double heapMegabytes) {
            double wall = after.at() - before.at();
            return new Sample(
                    seen.perSecond(),
                    seen.p50(),
                    seen.p99(),
                    seen.p999(),
                    failures,
                    written / seen.seconds(),
                    (after.process() - before.process()) / wall,
                    (after.postgres() - before.postgres()) / wall,
                    (after.load() - before.load()) / wall,
                    residentMegabytes,
                    heapMegabytes);
        }
    }

    /** Seconds: the clock, and processor time so far. */
    private record Use(double at, double process, double postgres, double load) {}

    private Use use(long process) {
        return new Use(
                System.nanoTime() / 1e9,
                Processes.own(process),
                Processes.family(rig.lab().postgresPid()),
                Processes.endedChildren());
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
                "%-8s %-16s %,9.0f/s  rows %,8.0f/s  p50 %7.2f  p99 %7.2f ms  failures %s",
                name,
                load.name(),
                sample.perSecond(),
                sample.rows(),
                sample.p50(),
                sample.p99(),
                sample.failures().isEmpty() ? "none" : sample.failures());
    }

    /**
     * The product's own statement for one idea, as PostgreSQL has just seen it: so the limit runs the same, also after that has changed. The server
     * remembers ideas, so each time another one is asked for; other work may overwrite what a connection shows, so this goes on until it is seen.
     */
    private static String statementOf(Rig rig) {
        ArtefactServer server = rig.server();
        for (int i = 0; i < 100; i++) {
            String idea = rig.lab().world().idea(i).toString();
            Web.get(server.url("/api/v1/ideas/" + idea), World.token(0));
            List<String> seen = rig.sql().texts("""
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
}
