package de.saalelab.bench;

import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The command line of the bench. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the built server beside the limits of its parts.",
        subcommands = {
            Bench.FillOnly.class,
            Bench.Run.class,
            Bench.LatencyCommand.class,
            Bench.OverloadCommand.class,
            Bench.SlowCommand.class,
            Bench.GrowthCommand.class,
            Bench.LastSeatCommand.class,
            Bench.SignInCommand.class,
            Bench.FanoutCommand.class,
            Bench.StartCommand.class,
            Bench.StatementsCommand.class,
            Bench.JmhCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new Bench());
        line.setExecutionExceptionHandler((fault, command, parsed) -> {
            command.getErr().println("bench: " + fault.getMessage());
            fault.printStackTrace(command.getErr());
            return 1;
        });
        if (arguments.length == 0) {
            line.usage(System.out);
            System.exit(2);
        }
        System.exit(line.execute(arguments));
    }

    static void say(String line) {
        System.out.println(line);
    }

    /** The database that a command works on. */
    static final class Where {
        @Option(
                names = "--size",
                defaultValue = "small",
                description = "small (10k ideas), 100k or 1m (default: ${DEFAULT-VALUE})")
        String size = "small";

        @Option(
                names = "--keep",
                paramLabel = "FOLDER",
                description = "where the filled database is kept for the next call (default: target/bench/<size>)")
        Optional<Path> keep = Optional.empty();

        Lab open(String... settings) {
            return open(size, keep, settings);
        }

        static Lab open(String size, Optional<Path> keep, String... settings) {
            Size chosen = Size.of(size);
            Path folder = keep.orElseGet(() -> ArtefactServer.project().resolve("target/bench/" + chosen.key()));
            return Lab.open(chosen, folder.toAbsolutePath().normalize(), Bench::say, settings);
        }
    }

    /** Where a report goes besides the terminal. */
    static final class Out {
        @Option(names = "--json", paramLabel = "FILE", description = "keeps the figures there")
        Optional<Path> json = Optional.empty();

        @Option(names = "--compare", paramLabel = "FILE", description = "an earlier --json to compare with")
        Optional<Path> compare = Optional.empty();

        @Option(
                names = "--markdown",
                paramLabel = "FILE",
                description =
                        "a page whose part of this command's name is written anew, such as src/site/markdown/measurements.md")
        Optional<Path> markdown = Optional.empty();

        @Option(names = "--svg", paramLabel = "FILE", description = "draws the loads as bars")
        Optional<Path> svg = Optional.empty();

        void report(CommandLine.Model.CommandSpec spec, Lab lab, List<Report.Line> lines, List<Figure> figures) {
            List<String> typed = new ArrayList<>(List.of("scripts/bench"));
            ParseResult parsed = spec.root().commandLine().getParseResult();
            typed.addAll(parsed.originalArgs());
            Report report = new Report(
                    Conditions.now(
                            String.join(" ", typed),
                            lab.postgresVersion(),
                            lab.world().size().key()),
                    lines,
                    figures);
            Optional<Report> earlier = compare.map(Report::read);
            String text = report.markdown(earlier);
            say("\n" + text);
            json.ifPresent(report::write);
            markdown.ifPresent(file -> new Page(file).put(spec.name(), text));
            svg.ifPresent(file -> new Chart(report, earlier).write(file));
        }
    }

    /** What every measuring command is made of. */
    abstract static class Measuring implements Runnable {
        @CommandLine.Spec
        CommandLine.Model.@Nullable CommandSpec spec;

        @Mixin
        Where where = new Where();

        @Mixin
        Out out = new Out();

        void report(Lab lab, List<Report.Line> lines, List<Figure> figures) {
            out.report(Objects.requireNonNull(spec), lab, lines, figures);
        }
    }

    @Command(name = "fill", mixinStandardHelpOptions = true, description = "Fills a database and keeps it.")
    static final class FillOnly implements Runnable {
        @Mixin
        Where where = new Where();

        @Override
        public void run() {
            try (Lab lab = where.open()) {
                say("Counters that differ from a recount: " + lab.counterDifferences());
            }
        }
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Saturates the server with each load in turn, and its limits in the same rounds.")
    static final class Run extends Measuring {
        @Option(
                names = "--only",
                split = ",",
                description = "loads by name; their limits are measured too (default: all)")
        Set<String> only = Set.of();

        @Option(names = "--seconds", defaultValue = "8", description = "length of a run (default: ${DEFAULT-VALUE})")
        int seconds = 8;

        @Option(names = "--warm-up", defaultValue = "5", description = "seconds of each load before the first run")
        int warmUp = 5;

        @Option(names = "--runs", defaultValue = "3", description = "runs of each load (default: ${DEFAULT-VALUE})")
        int runs = 3;

        @Option(
                names = "--connections",
                defaultValue = "64",
                description = "clients at once (default: ${DEFAULT-VALUE})")
        int connections = 64;

        /** The server's own, and those that count rows; pgbench has as many as there are clients. */
        private static final int CONNECTIONS_BESIDES = 60;

        @Override
        public void run() {
            try (Lab lab = where.open("max_connections=" + (connections + CONNECTIONS_BESIDES));
                    Rig rig = Rig.start(lab, Map.of())) {
                List<Report.Line> lines =
                        new Saturation(rig, seconds, warmUp, runs, connections, Bench::say).measure(only);
                long wrong = Recount.differences(rig.sql());
                report(
                        lab,
                        lines,
                        List.of(Figure.atMost(
                                0, "counters that differ from a recount after all runs", (double) wrong, "", "")));
            }
        }
    }

    @Command(
            name = "latency",
            mixinStandardHelpOptions = true,
            description = "Times at half the maximal rate, in an open model.")
    static final class LatencyCommand extends Measuring {
        @Option(names = "--only", split = ",", defaultValue = "mark,support,bot", description = "loads by name")
        Set<String> only = Set.of();

        @Option(names = "--seconds", defaultValue = "10", description = "length of a run (default: ${DEFAULT-VALUE})")
        int seconds = 10;

        @Option(names = "--runs", defaultValue = "3", description = "runs of each load (default: ${DEFAULT-VALUE})")
        int runs = 3;

        @Override
        public void run() {
            try (Lab lab = where.open();
                    Rig rig = Rig.start(lab, Map.of())) {
                report(lab, List.of(), new Latency(rig, seconds, runs, 64, Bench::say).measure(only));
            }
        }
    }

    @Command(
            name = "overload",
            mixinStandardHelpOptions = true,
            description = "Many times the sustainable rate, in an open model; staff and health checks meanwhile.")
    static final class OverloadCommand extends Measuring {
        @Option(names = "--load", defaultValue = "search", description = "load by name (default: ${DEFAULT-VALUE})")
        String load = "search";

        @Option(names = "--times", defaultValue = "5", description = "the sustainable rate (default: ${DEFAULT-VALUE})")
        double times = 5;

        @Option(names = "--seconds", defaultValue = "120", description = "how long (default: ${DEFAULT-VALUE})")
        int seconds = 120;

        @Override
        public void run() {
            try (Lab lab = where.open();
                    Rig rig = Rig.start(lab, Map.of())) {
                report(lab, List.of(), new Overload(rig, load, times, seconds, 256, Bench::say).measure());
            }
        }
    }

    @Command(
            name = "slow",
            mixinStandardHelpOptions = true,
            description = "Clients that dawdle with heads, bodies and answers; staff and health checks meanwhile.")
    static final class SlowCommand extends Measuring {
        @Option(names = "--clients", defaultValue = "1000", description = "of each kind (default: ${DEFAULT-VALUE})")
        int clients = 1_000;

        @Option(names = "--seconds", defaultValue = "30", description = "of each kind (default: ${DEFAULT-VALUE})")
        int seconds = 30;

        @Override
        public void run() {
            try (Lab lab = where.open();
                    Rig rig = Rig.start(lab, Map.of())) {
                report(lab, List.of(), new SlowClients(rig, clients, seconds, Bench::say).measure());
            }
        }
    }

    @Command(
            name = "growth",
            mixinStandardHelpOptions = true,
            description = "The same operations at the same rate on a small and on a large database.")
    static final class GrowthCommand extends Measuring {
        @Option(
                names = "--against",
                defaultValue = "small",
                description = "the smaller size (default: ${DEFAULT-VALUE})")
        String against = "small";

        @Option(names = "--only", split = ",", description = "loads by name (default: all that grow)")
        Set<String> only = Set.of();

        @Option(names = "--rate", defaultValue = "100", description = "requests per second (default: ${DEFAULT-VALUE})")
        double rate = 100;

        @Option(names = "--seconds", defaultValue = "20", description = "length of a run (default: ${DEFAULT-VALUE})")
        int seconds = 20;

        @Option(names = "--runs", defaultValue = "3", description = "runs of each load (default: ${DEFAULT-VALUE})")
        int runs = 3;

        @Override
        public void run() {
            try (Lab few = Where.open(against, Optional.empty(), Lab.COUNTS_STATEMENTS);
                    Lab many = where.open(Lab.COUNTS_STATEMENTS);
                    Rig small = Rig.start(few, Map.of());
                    Rig large = Rig.start(many, Map.of())) {
                report(many, List.of(), new Growth(small, large, rate, seconds, runs, Bench::say).measure(only));
            }
        }
    }

    @Command(
            name = "last-seat",
            mixinStandardHelpOptions = true,
            description = "Hundreds of people book the last seat at the same moment.")
    static final class LastSeatCommand extends Measuring {
        @Option(names = "--clients", defaultValue = "500", description = "people (default: ${DEFAULT-VALUE})")
        int clients = 500;

        @Option(
                names = "--rounds",
                defaultValue = "6",
                description = "the first only warms up (default: ${DEFAULT-VALUE})")
        int rounds = 6;

        @Override
        public void run() {
            try (Lab lab = where.open();
                    Rig rig = Rig.start(lab, Map.of())) {
                report(lab, List.of(), new LastSeat(rig, clients, rounds, Bench::say).measure());
            }
        }
    }

    @Command(
            name = "sign-in",
            mixinStandardHelpOptions = true,
            description =
                    "Codes for other people's addresses: how many mails arrive, and what the time of the answer tells.")
    static final class SignInCommand extends Measuring {
        @Option(
                names = "--pairs",
                defaultValue = "10000",
                description = "known and unknown addresses (default: ${DEFAULT-VALUE})")
        int pairs = 10_000;

        @Option(
                names = "--requests",
                defaultValue = "10000",
                description = "for one victim (default: ${DEFAULT-VALUE})")
        int requests = 10_000;

        @Override
        public void run() {
            try (Lab lab = where.open();
                    Rig rig = Rig.start(lab, SignIns.settings())) {
                report(lab, List.of(), new SignIns(rig, pairs, requests, Bench::say).measure());
            }
        }
    }

    @Command(
            name = "fanout",
            mixinStandardHelpOptions = true,
            description = "Thousands of live streams of one ballot: memory, and when the last one knows of a mark.")
    static final class FanoutCommand extends Measuring {
        @Option(names = "--streams", defaultValue = "10000", description = "open at once (default: ${DEFAULT-VALUE})")
        int streams = 10_000;

        @Option(names = "--rounds", defaultValue = "10", description = "marks (default: ${DEFAULT-VALUE})")
        int rounds = 10;

        @Override
        public void run() {
            try (Lab lab = where.open();
                    Rig rig = Rig.start(lab, Map.of())) {
                report(lab, List.of(), new Fanout(rig, streams, rounds, Bench::say).measure());
            }
        }
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "From the start of the process until it is ready.")
    static final class StartCommand extends Measuring {
        @Option(names = "--runs", defaultValue = "5", description = "starts of each kind (default: ${DEFAULT-VALUE})")
        int runs = 5;

        @Override
        public void run() {
            try (Lab lab = where.open()) {
                report(lab, List.of(), new StartUp(lab, runs, Bench::say).measure());
            }
        }
    }

    @Command(
            name = "statements",
            mixinStandardHelpOptions = true,
            description = "How many statements one request costs, counted by PostgreSQL.")
    static final class StatementsCommand extends Measuring {
        @Option(names = "--only", split = ",", description = "loads by name (default: all)")
        Set<String> only = Set.of();

        @Override
        public void run() {
            try (Lab lab = where.open(Lab.COUNTS_STATEMENTS);
                    Rig rig = Rig.start(lab, Map.of())) {
                report(lab, List.of(), new Statements(rig, Bench::say).measure(only));
            }
        }
    }

    @Command(
            name = "jmh",
            description =
                    "Measures single parts of the code: what stands behind it goes to JMH, such as a pattern, or -h.")
    static final class JmhCommand implements Runnable {
        @CommandLine.Unmatched
        List<String> arguments = new ArrayList<>();

        @Override
        public void run() {
            try {
                org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The names of loads that nobody knows are an error, not an empty report. */
    static List<Load> chosen(List<Load> all, Set<String> only) {
        List<String> names = all.stream().map(Load::name).toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("No load is called %s; there are %s".formatted(name, names));
        });
        Set<String> limits = all.stream()
                .filter(load -> only.contains(load.name()))
                .map(Load::limit)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(load -> only.isEmpty() || only.contains(load.name()) || limits.contains(load.name()))
                .toList();
    }
}
