package de.saalelab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a bench gave, as it is kept in a file and compared with a later one. */
record Report(Conditions conditions, List<Line> lines, List<Figure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Under what it was measured.
     *
     * @param command as it was typed
     */
    record Conditions(
            String command,
            String date,
            String commit,
            String machine,
            int processors,
            String java,
            String postgres,
            String size) {
        private String sentence() {
            return "`%s` on %s, commit %s: %s, %d processors, JDK %s, PostgreSQL %s, size %s."
                    .formatted(command, date, commit, machine, processors, java, postgres, size);
        }
    }

    /**
     * One load.
     *
     * @param limit the load that it is held against, or the empty string
     * @param target the least ratio to it; 0 when none is asked for
     * @param lowest requests per second in the worst run
     * @param highest requests per second in the best run
     */
    record Line(
            String name, String meaning, String limit, double target, Sample median, double lowest, double highest) {

        /** What counts: rows where it writes, else requests. */
        double rate() {
            return median.rows() > 0 ? median.rows() : median.perSecond();
        }
    }

    /** The line's rate as a share of its limit's; empty when it has none, or that gave nothing or was not measured. */
    Optional<Double> ratio(Line line) {
        return lines.stream()
                .filter(limit -> limit.name().equals(line.limit()) && limit.rate() > 0)
                .map(limit -> line.rate() / limit.rate())
                .findFirst();
    }

    void write(Path file) {
        try {
            JSON.writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Report read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Report.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it in Markdown, with the change against an earlier one. */
    String markdown(Optional<Report> earlier) {
        List<String> parts = new ArrayList<>(List.of(conditions.sentence()));
        earlier.ifPresent(
                before -> parts.add("Compared with " + before.conditions().sentence()));
        if (!lines.isEmpty()) {
            parts.add(table(earlier));
        }
        if (!figures.isEmpty()) {
            parts.add(figuresTable(earlier));
        }
        return String.join("\n\n", parts) + "\n";
    }

    private String table(Optional<Report> earlier) {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| load | per s (worst–best) | rows/s | p50 ms | p99 ms | p99.9 ms | failures | cores: server + PostgreSQL + load | RSS / heap MB | of its limit | target |"
                        + (earlier.isPresent() ? " before | change |" : ""));
        rows.add("|---|--:|--:|--:|--:|--:|--:|---|---|---|---|" + (earlier.isPresent() ? "--:|--:|" : ""));
        lines.forEach(line ->
                rows.add(row(line) + earlier.map(report -> change(line, report)).orElse("")));
        return String.join("\n", rows);
    }

    private String row(Line line) {
        Sample m = line.median();
        String ratio = ratio(line)
                .map(value -> String.format(Locale.ROOT, "%.2f × %s%s", value, line.limit(), verdict(line, value)))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f (%,.0f–%,.0f) | %s | %s | %s | %s | %s | %.2f + %.2f + %.2f | %s | %s | %s |",
                line.name(),
                m.perSecond(),
                line.lowest(),
                line.highest(),
                m.rows() > 0 ? String.format(Locale.ROOT, "%,.0f", m.rows()) : "",
                millis(m.p50()),
                millis(m.p99()),
                millis(m.p999()),
                failures(m),
                m.serverCores(),
                m.postgresCores(),
                m.loadCores(),
                m.residentMegabytes() > 0
                        ? String.format(Locale.ROOT, "%.0f / %.0f", m.residentMegabytes(), m.heapMegabytes())
                        : "",
                ratio,
                line.target() > 0 ? String.format(Locale.ROOT, "≥ %.1f", line.target()) : "");
    }

    private static String millis(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String failures(Sample sample) {
        return sample.failures().isEmpty()
                ? "0"
                : sample.failures().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String verdict(Line line, double ratio) {
        if (line.target() == 0) {
            return "";
        }
        return ratio >= line.target() ? " ✔" : " ✘";
    }

    private static String change(Line line, Report earlier) {
        return earlier.line(line.name())
                .filter(before -> before.rate() > 0)
                .map(before -> String.format(
                        Locale.ROOT, " %,.0f | %+.0f %% |", before.rate(), 100 * (line.rate() / before.rate() - 1)))
                .orElse(" | |");
    }

    /** The load of that name. */
    Optional<Line> line(String name) {
        return lines.stream().filter(line -> line.name().equals(name)).findFirst();
    }

    private String figuresTable(Optional<Report> earlier) {
        List<String> rows = new ArrayList<>();
        rows.add("| figure | value | target | how |" + (earlier.isPresent() ? " before |" : ""));
        rows.add("|---|--:|---|---|" + (earlier.isPresent() ? "--:|" : ""));
        figures.forEach(figure -> rows.add(figure.row()
                + earlier.map(report -> report.figures().stream()
                                .filter(before -> before.name().equals(figure.name()))
                                .findFirst()
                                .map(before -> " %s %s |".formatted(Figure.number(before.value()), before.unit()))
                                .orElse(" |"))
                        .orElse("")));
        return String.join("\n", rows);
    }
}
