package de.saalelab.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The same operations at the same moderate rate on a small and on a large database, in turn, so that both meet the same machine. */
record Growth(Rig small, Rig large, double rate, int seconds, int runs, Consumer<String> progress) {
    static final Set<String> LOADS =
            Set.of("idea", "list", "list-deep", "search", "near", "slots", "mark", "support", "book");
    private static final double WANTED_RATIO = 1.5;
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_SECONDS = 5;

    /** One run at one size; times in milliseconds. */
    private record Seen(double p50, double p99, double p999, double statement, Map<String, Long> failures) {}

    List<Figure> measure(Set<String> only) {
        List<String> names = small.loads().all().stream()
                .map(Load::name)
                .filter(LOADS::contains)
                .filter(name -> only.isEmpty() || only.contains(name))
                .toList();
        List<Figure> figures = new ArrayList<>();
        try (OpenLoad toSmall = new OpenLoad(CONNECTIONS);
                OpenLoad toLarge = new OpenLoad(CONNECTIONS)) {
            for (String name : names) {
                Map<Rig, List<Seen>> seen = new LinkedHashMap<>();
                for (int round = 0; round <= runs; round++) {
                    int length = round == 0 ? WARM_UP_SECONDS : seconds;
                    Seen atSmall = run(small, toSmall, name, length);
                    Seen atLarge = run(large, toLarge, name, length);
                    if (round > 0) {
                        seen.computeIfAbsent(small, key -> new ArrayList<>()).add(atSmall);
                        seen.computeIfAbsent(large, key -> new ArrayList<>()).add(atLarge);
                    }
                }
                Seen before = middle(seen.getOrDefault(small, List.of()));
                Seen after = middle(seen.getOrDefault(large, List.of()));
                figures.add(figure(name, before, after));
                progress.accept(figures.getLast().row());
            }
        }
        return figures;
    }

    private Seen run(Rig rig, OpenLoad open, String name, int length) {
        Requests requests = rig.loads().named(name).requests();
        StatementTimes start = StatementTimes.now(rig.sql());
        OpenLoad.Seen seen = open.run(rig.server().port(), requests, rate, length);
        StatementTimes used = StatementTimes.now(rig.sql()).since(start, Set.of());
        return new Seen(
                seen.millis(50), seen.millis(99), seen.millis(99.9), used.millis() / seen.sent(), seen.failures());
    }

    private static Seen middle(List<Seen> seen) {
        return seen.stream()
                .sorted(Comparator.comparingDouble(Seen::p99))
                .skip(seen.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private Figure figure(String name, Seen before, Seen after) {
        String detail =
                "p50 %s → %s, p99 %s → %s, p99.9 %s → %s, in PostgreSQL %s → %s ms a request; %s/s; failures %s → %s"
                        .formatted(
                                Figure.number(before.p50()),
                                Figure.number(after.p50()),
                                Figure.number(before.p99()),
                                Figure.number(after.p99()),
                                Figure.number(before.p999()),
                                Figure.number(after.p999()),
                                Figure.number(before.statement()),
                                Figure.number(after.statement()),
                                Figure.number(rate),
                                before.failures(),
                                after.failures());
        return Figure.atMost(
                WANTED_RATIO,
                "%s, p99 at %s against %s"
                        .formatted(
                                name,
                                large.lab().world().size().key(),
                                small.lab().world().size().key()),
                after.p99() / before.p99(),
                "×",
                detail);
    }
}
