package de.saalelab.bot.training;

import java.util.Locale;

/** A report as people read it. */
final class MarkdownReport {
    private static final int WORST_INTENTS = 25;

    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    static String of(Report report) {
        MarkdownReport markdown = new MarkdownReport();
        markdown.line("# The bot, examined");
        markdown.line("");
        markdown.table(report);
        markdown.confusions(report);
        markdown.intents(report);
        return markdown.text.toString();
    }

    /** The main figures only. */
    static String summary(Report report) {
        MarkdownReport markdown = new MarkdownReport();
        markdown.table(report);
        return markdown.text.toString();
    }

    private void table(Report r) {
        line("%s, recipe %s, %s, seed %d: %d questions, %d intents"
                .formatted(r.language(), r.recipe(), r.method(), r.seed(), r.questions(), r.intents()));
        line("");
        line("| figure | value |");
        line("|---|---|");
        row("first intent right", percent(r.accuracy()));
        row("among the first three", percent(r.top3()));
        row("macro-F1", percent(r.macroF1()));
        row("direct answers: precision", percent(r.bands().directPrecision()));
        row("direct answers: share of questions", percent(r.bands().directCoverage()));
        row("“Meinten Sie …?”: share of questions", percent(r.bands().choices()));
        row("“Meinten Sie …?”: right one among the three", percent(r.bands().choicesRight()));
        row("handed to a person", percent(r.bands().person()));
        row("calibration error", percent(r.calibrationError()));
        outOfScope(r);
        row(
                "two typing errors (loss)",
                lossy(r.robustness().twoTypos(), r.robustness().twoTyposLoss()));
        row(
                "lower case, no punctuation, ae for ä (loss)",
                lossy(r.robustness().plain(), r.robustness().plainLoss()));
        row(
                "classification p50 / p99",
                String.format(
                        Locale.ROOT,
                        "%.3f / %.3f ms",
                        r.cost().p50Millis(),
                        r.cost().p99Millis()));
        row("training", String.format(Locale.ROOT, "%.1f s", r.cost().trainingSeconds()));
        row(
                "model",
                String.format(
                        Locale.ROOT,
                        "%d KB, loaded in %.0f ms",
                        r.cost().modelBytes() / 1024,
                        r.cost().loadMillis()));
    }

    private void outOfScope(Report report) {
        Report.OutOfScope o = report.outOfScope();
        if (o == null) {
            return;
        }
        row("out of scope: handed to a person (of %d)".formatted(o.questions()), percent(o.recall()));
        row("out of scope: share of what is handed over", percent(o.precision()));
        row("right and not handed over", percent(o.inScopeAccuracy()));
        row("out of scope: answered directly", percent(o.answeredDirectly()));
        row("out of scope: AUROC", String.format(Locale.ROOT, "%.3f", o.auroc()));
        row("out of scope: recall at two points of accuracy lost", percent(o.recallAtTwoPointsLost()));
        Double at91 = o.recallAt91();
        if (at91 != null) {
            row("out of scope: recall at 91 % accuracy", percent(at91));
        }
    }

    private void confusions(Report report) {
        line("");
        line("## Most frequent confusions");
        line("");
        line("| asked | taken for | times |");
        line("|---|---|---|");
        report.confusions().forEach(c -> line("| %s | %s | %d |".formatted(c.intent(), c.taken(), c.times())));
    }

    private void intents(Report report) {
        line("");
        line("## Weakest intents");
        line("");
        line("| intent | questions | precision | recall | F1 |");
        line("|---|---|---|---|---|");
        report.perIntent().stream()
                .limit(WORST_INTENTS)
                .forEach(i -> line("| %s | %d | %s | %s | %s |"
                        .formatted(
                                i.intent(),
                                i.questions(),
                                percent(i.precision()),
                                percent(i.recall()),
                                percent(i.f1()))));
    }

    private void row(String figure, String value) {
        line("| " + figure + " | " + value + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String lossy(double share, double loss) {
        return percent(share) + " (" + percent(loss) + ")";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
