package de.saalelab.chaos;

import de.saalelab.rig.ArtefactServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The fault drills from the command line; see {@code scripts/chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Breaks things while clients work, and compares everything that was acknowledged with the database.",
            "Exit code 0: nothing was found, and each control was red."
        })
final class Chaos implements Callable<Integer> {
    private static final int ROUNDS_OF_A_CONTROL = 15;

    @Parameters(paramLabel = "SCENARIO", description = "Which to run; --list shows them", arity = "0..*")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Runs every scenario, and then every control")
    private boolean all;

    @Option(names = "--list", description = "Shows scenarios and controls")
    private boolean list;

    @Option(
            names = "--control",
            paramLabel = "NAME",
            description = "Removes this guard; the run must end red. 'all' for each in turn")
    private List<String> controlNames = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds of each scenario; each has its own usual number")
    private @Nullable Integer rounds;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "Clients at work at the same time",
            defaultValue = "16")
    private int clients;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of what is random; else from the clock, and printed")
    private @Nullable Long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there")
    private @Nullable Path json;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "For data and logs; kept. Else a temporary one, kept when something was found")
    private @Nullable Path data;

    private final List<Result> results = new ArrayList<>();

    public static void main(String[] arguments) {
        // Whatever ends this program must not leave servers behind.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (list) {
            show();
            return 0;
        }
        List<ScenarioKind> scenarios = all ? List.of(ScenarioKind.values()) : scenarios();
        List<Control> controls = all || controlNames.contains("all") ? List.of(Control.values()) : controls();
        if (scenarios.isEmpty() && controls.isEmpty()) {
            System.err.println("Name a scenario or a control, or use --all; --list shows them.");
            return CommandLine.ExitCode.USAGE;
        }
        long chosen = seed == null ? System.nanoTime() & 0xffff_ffffL : seed;
        Path folder = data == null ? Files.createTempDirectory("saalelab-chaos-") : data.toAbsolutePath();
        Folders.make(folder);
        System.out.printf("Seed %d, %d clients, data and logs in %s%n", chosen, clients, folder);
        Drill drill = new Drill(
                clients,
                chosen,
                folder,
                path -> Node.primary(Installation.find(), path, ArtefactServer.freePort(), Map.of()),
                System.out::println);
        for (ScenarioKind scenario : scenarios) {
            keep(drill.run(scenario, rounds == null ? scenario.usualRounds() : rounds, Optional.empty()));
        }
        for (Control control : controls) {
            keep(drill.run(control.scenario(), ROUNDS_OF_A_CONTROL, Optional.of(control)));
        }
        boolean good = results.stream().allMatch(Result::asItMustBe);
        Table.print(results, System.out::println);
        write(chosen);
        if (good && data == null) {
            Folders.delete(folder);
        }
        return good ? 0 : 1;
    }

    private void keep(Result result) {
        results.add(result);
        Table.sentence(result, System.out::println);
    }

    private List<ScenarioKind> scenarios() {
        return names.stream()
                .map(name -> ScenarioKind.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("No scenario is called " + name)))
                .toList();
    }

    private List<Control> controls() {
        return controlNames.stream()
                .map(name -> Control.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("No control is called " + name)))
                .toList();
    }

    private void write(long chosen) throws IOException {
        if (json != null) {
            JsonArray runs = new JsonArray();
            results.forEach(result -> runs.add(result.json()));
            JsonObject document = new JsonObject()
                    .put("at", Instant.now().toString())
                    .put("seed", chosen)
                    .put("clients", clients)
                    .put("processors", Runtime.getRuntime().availableProcessors())
                    .put("runs", runs);
            Files.writeString(json, document.encodePrettily());
        }
    }

    private static void show() {
        System.out.println("Scenarios, with their usual number of rounds:");
        Arrays.stream(ScenarioKind.values())
                .forEach(kind -> System.out.printf("  %-16s %4d  %s%n", kind.key(), kind.usualRounds(), kind.about()));
        System.out.println("Controls, with their scenario and what must be found:");
        Arrays.stream(Control.values())
                .forEach(control -> System.out.printf(
                        "  %-21s %-16s %s%n",
                        control.key(),
                        control.scenario().key(),
                        String.join(
                                ", ",
                                control.red().stream().map(Check::key).sorted().toList())));
    }
}
