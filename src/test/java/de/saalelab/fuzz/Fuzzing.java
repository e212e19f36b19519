package de.saalelab.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Parsers under Jazzer from the command line; see {@code scripts/fuzz}. */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        description = {
            "Feeds each parser of what comes from outside with inputs made from its branches.",
            "Exit code 0: none of them did anything else than read or refuse, within a second."
        })
final class Fuzzing implements Callable<Integer> {
    @Parameters(paramLabel = "PARSER", description = "Which; all of them when none is named", arity = "0..*")
    private List<String> names = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "For each parser (default: ${DEFAULT-VALUE})")
    private int seconds = 60;

    @Option(names = "--list", description = "Shows the parsers")
    private boolean list;

    /** Runs the command line. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Fuzzing()).execute(args));
    }

    @Override
    public Integer call() {
        if (list) {
            ParserTargets.all().forEach(System.out::println);
            return 0;
        }
        List<ParserTarget> chosen = names.isEmpty()
                ? ParserTargets.all()
                : names.stream().map(ParserTargets::named).toList();
        Jazzer jazzer = new Jazzer(Path.of("target", "jazzer").toAbsolutePath());
        boolean clean = true;
        for (ParserTarget target : chosen) {
            Jazzer.Seen seen = jazzer.run(target.name(), target.right(), seconds);
            System.out.println(seen);
            clean &= seen.clean();
        }
        return clean ? 0 : 1;
    }
}
