package de.saalelab.bench;

import de.saalelab.rig.ArtefactServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the bench. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the built server beside the limits of its parts.",
        subcommands = {Bench.Run.class, Bench.FillOnly.class},
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

    /** What all commands take. */
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

        Lab open() {
            Size chosen = Size.of(size);
            Path folder = keep.orElseGet(() -> ArtefactServer.project().resolve("target/bench/" + chosen.key()));
            return Lab.open(chosen, folder.toAbsolutePath().normalize(), Bench::say);
        }
    }

    @Command(name = "fill", mixinStandardHelpOptions = true, description = "Fills a database and keeps it.")
    static final class FillOnly implements Runnable {
        @CommandLine.Mixin
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
    static final class Run implements Runnable {
        @CommandLine.Mixin
        Where where = new Where();

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

        @Option(names = "--json", paramLabel = "FILE", description = "keeps the figures there")
        Optional<Path> json = Optional.empty();

        @Option(names = "--compare", paramLabel = "FILE", description = "an earlier --json to compare with")
        Optional<Path> compare = Optional.empty();

        @Override
        public void run() {
            Optional<Report> earlier = compare.map(Report::read);
            try (Lab lab = where.open()) {
                Report report;
                try (Rig rig = Rig.start(lab, Map.of())) {
                    List<Report.Line> lines =
                            new Saturation(rig, seconds, warmUp, runs, connections, Bench::say).measure(only);
                    report = new Report(
                            Conditions.now(lab, rig.sql(), connections, seconds, runs),
                            lines,
                            Recount.differences(rig.sql()));
                }
                say("");
                say(report.table(earlier));
                say("Counters that differ from a recount after all runs: " + report.counterDifferences());
                json.ifPresent(report::write);
            }
        }
    }

    static void say(String line) {
        System.out.println(line);
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
                .collect(java.util.stream.Collectors.toSet());
        return all.stream()
                .filter(load -> only.isEmpty() || only.contains(load.name()) || limits.contains(load.name()))
                .toList();
    }
}
