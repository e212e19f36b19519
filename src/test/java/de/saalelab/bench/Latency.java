package de.saalelab.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** How long people wait at half of what the server can do, in an open model. */
record Latency(Rig rig, int seconds, int runs, int connections, Consumer<String> progress) {
    private static final double WANTED_MILLIS = 20;

    List<Figure> measure(Set<String> names) {
        List<Figure> figures = new ArrayList<>();
        for (String name : names) {
            Load load = rig.loads().named(name);
            double most = most(load);
            progress.accept("%s: at most %,.0f/s".formatted(name, most));
            List<OpenLoad.Seen> seen = new ArrayList<>();
            try (OpenLoad open = new OpenLoad(connections)) {
                open.run(rig.server().port(), load.requests(), most / 4, 3);
                for (int i = 0; i < runs; i++) {
                    seen.add(open.run(rig.server().port(), load.requests(), most / 2, seconds));
                    progress.accept("  " + detail(seen.getLast()));
                }
            }
            seen.sort(Comparator.comparingDouble(run -> run.millis(99)));
            OpenLoad.Seen middle = seen.get(seen.size() / 2);
            figures.add(Figure.atMost(
                    WANTED_MILLIS, name + ", p99 at half the maximal rate", middle.millis(99), "ms", detail(middle)));
        }
        return figures;
    }

    /** Good answers per second at saturation, after a warm-up. */
    private double most(Load load) {
        Wrk wrk = rig.wrk(connections);
        wrk.run(rig.server().port(), load.requests(), 3);
        Wrk.Seen seen = wrk.run(rig.server().port(), load.requests(), seconds);
        return (seen.requests() - seen.refused()) / seen.seconds();
    }

    static String detail(OpenLoad.Seen seen) {
        return "offered %s/s, good %s/s, p50 %s, p99 %s, p99.9 %s ms; failures %s"
                .formatted(
                        Figure.number(seen.offered()),
                        Figure.number(seen.good()),
                        Figure.number(seen.millis(50)),
                        Figure.number(seen.millis(99)),
                        Figure.number(seen.millis(99.9)),
                        seen.failures().isEmpty() ? "none" : seen.failures());
    }
}
