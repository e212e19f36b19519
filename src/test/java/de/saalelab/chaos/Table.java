package de.saalelab.chaos;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The results as people read them. */
final class Table {
    private Table() {}

    /** One run in a few lines, with examples of what was found. */
    static void sentence(Result result, Consumer<String> out) {
        result.notRun()
                .ifPresentOrElse(
                        why -> out.accept(result.name() + ": not run. " + why),
                        () -> out.accept("%s: %s after %d rounds in %d s, %d acknowledged"
                                .formatted(
                                        result.name(),
                                        result.asItMustBe() ? "as it must be" : "NOT AS IT MUST BE",
                                        result.rounds(),
                                        result.took().toSeconds(),
                                        result.acts())));
        result.findings().examples().forEach(example -> out.accept("    " + example));
    }

    /** All runs, a line for each. */
    static void print(List<Result> results, Consumer<String> out) {
        out.accept("");
        out.accept("%-44s %6s %12s %8s %9s %9s  %s"
                .formatted("run", "rounds", "acknowledged", "unknown", "back", "everybody", "found"));
        for (Result result : results) {
            out.accept("%-44s %6d %12d %8d %7.2f s %7.2f s  %s%s"
                    .formatted(
                            result.name(),
                            result.rounds(),
                            result.acts(),
                            result.unknown(),
                            result.longestRecovery().toMillis() / 1000.0,
                            result.longestOfEverybody().toMillis() / 1000.0,
                            found(result),
                            result.asItMustBe() ? "" : "   <-- NOT AS IT MUST BE"));
        }
        out.accept("");
        out.accept(
                "Back and everybody: longest time from a fault's end to the first success, and until each client had an answer.");
        out.accept(
                "A control ('without …') must find something. Waitlist order is not checked: the server has no waitlist yet.");
    }

    private static String found(Result result) {
        if (result.notRun().isPresent()) {
            return "not run: " + result.notRun().get();
        }
        if (result.findings().none()) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder();
        result.findings().counts().forEach((check, count) -> {
            if (!text.isEmpty()) {
                text.append(", ");
            }
            text.append(String.format(Locale.ROOT, "%d %s", count, check.key()));
        });
        return text.toString();
    }
}
