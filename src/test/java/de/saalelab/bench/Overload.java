package de.saalelab.bench;

import de.saalelab.bench.Staff.Probe;
import java.util.List;
import java.util.function.Consumer;

/**
 * Many more people than the server can serve: what it still gets done, how it turns the others away, whether staff and health checks get through, and how
 * long it needs to be as before.
 */
record Overload(Rig rig, String name, double times, int seconds, int connections, Consumer<String> progress) {
    private static final int WARM_UP_SECONDS = 15;
    private static final int BEFORE_SECONDS = 6;
    private static final int AFTER_SECONDS = 15;
    /** People at the server at the same time; whoever comes beyond them waits outside, and that counts. */
    private static final int CROWD = 2_000;

    /** As before means: nothing refused, and p99 at most twice as long or below this. */
    private static final double GOOD_MILLIS = 50;

    List<Figure> measure() {
        Load load = rig.loads().named(name);
        Wrk wrk = rig.wrk(connections);
        wrk.run(rig.server().port(), load.requests(), WARM_UP_SECONDS);
        Wrk.Seen saturated = wrk.run(rig.server().port(), load.requests(), BEFORE_SECONDS);
        double most = (saturated.requests() - saturated.refused()) / saturated.seconds();
        progress.accept("%s: sustainable %,.0f/s".formatted(name, most));

        OpenLoad.Seen before = run(load, most / 2, BEFORE_SECONDS);
        progress.accept("before: " + Latency.detail(before));
        OpenLoad.Seen during;
        Staff staff = Staff.signIn(rig.server());
        try (Probe probe = staff.probe()) {
            during = run(load, most * times, seconds);
            progress.accept("during: " + Latency.detail(during));
            OpenLoad.Seen after = run(load, most / 2, AFTER_SECONDS);
            progress.accept("after: " + Latency.detail(after));
            Probe.Seen seen = probe.end();
            return figures(most, before, during, after, seen);
        }
    }

    /** With its own connections: those of an earlier run are gone, like the people behind them. */
    private OpenLoad.Seen run(Load load, double rate, int length) {
        try (OpenLoad open = new OpenLoad(CROWD)) {
            return open.run(rig.server().port(), load.requests(), rate, length);
        }
    }

    private List<Figure> figures(
            double most, OpenLoad.Seen before, OpenLoad.Seen during, OpenLoad.Seen after, Probe.Seen probed) {
        String given = "offered %s times %s/s: %s"
                .formatted(Figure.number(during.offered() / most), Figure.number(most), Latency.detail(during));
        return List.of(
                Figure.atLeast(
                        0.8,
                        name + ", goodput under overload, of the sustainable rate",
                        during.goodput() / most,
                        "×",
                        given),
                Figure.atMost(
                        0,
                        name + ", refusals without Retry-After",
                        (double) during.hasty(),
                        "",
                        "statuses " + during.outcomes()),
                Figure.atMost(10, name + ", until as before", normalAfter(before, after), "s", Latency.detail(after)),
                Figure.atMost(
                        0,
                        "health checks not answered with 200 meanwhile",
                        (double) probed.healthFailures(),
                        "",
                        probed.health()),
                Figure.atMost(
                        0,
                        "staff reads not answered with 200 meanwhile",
                        (double) probed.staffFailures(),
                        "",
                        probed.staff()));
    }

    /** Seconds until every further second was as before; not a number when that was not reached. */
    static double normalAfter(OpenLoad.Seen before, OpenLoad.Seen after) {
        double wanted = Math.max(GOOD_MILLIS, 2 * before.millis(99));
        int second = after.windows().size();
        while (second > 0
                && after.badBySecond().get(second - 1) == 0
                && OpenLoad.Seen.millis(after.windows().get(second - 1), 99) <= wanted) {
            second--;
        }
        return second == after.windows().size() ? Double.NaN : second;
    }
}
