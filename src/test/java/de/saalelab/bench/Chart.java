package de.saalelab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The loads of a report as bars, with those of an earlier one beside them. Each bar bears its figure as text; nothing is told by colour alone. */
record Chart(Report report, Optional<Report> earlier) {
    private static final int WIDTH = 960;
    private static final int LABELS = 150;
    private static final int FIGURES = 260;
    private static final int BAR = 18;
    private static final int GAP = 12;
    private static final int TOP = 64;

    void write(Path file) {
        try {
            Files.writeString(file, svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String svg() {
        List<Report.Line> lines = report.lines();
        int rowHeight = (earlier.isPresent() ? 2 : 1) * BAR + GAP;
        int height = TOP + rowHeight * lines.size() + GAP;
        double most = lines.stream()
                .mapToDouble(line -> Math.max(line.rate(), before(line).orElse(0.0)))
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="14">
                <title id="title">%3$s</title>
                <desc id="desc">%4$s</desc>
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                <text x="16" y="28" font-size="18" font-weight="bold" fill="#171a2b">%3$s</text>
                <text x="16" y="50" fill="#43474f">%5$s</text>
                """.formatted(WIDTH, height, escaped(title()), escaped(description()), escaped(legend())));
        for (int i = 0; i < lines.size(); i++) {
            row(svg, lines.get(i), TOP + i * rowHeight, most);
        }
        return svg.append("</svg>\n").toString();
    }

    private void row(StringBuilder svg, Report.Line line, int y, double most) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#171a2b\">%s</text>\n"
                .formatted(LABELS - 8, y + 14, escaped(line.name())));
        bar(svg, y, line.rate() / most, "#0b3d91", figure(line));
        before(line).ifPresent(rate -> bar(svg, y + BAR, rate / most, "#8a8f98", number(rate) + " before"));
    }

    private static void bar(StringBuilder svg, int y, double share, String colour, String text) {
        double width = Math.max(1, share * (WIDTH - LABELS - FIGURES));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n<text x=\"%.1f\" y=\"%d\" fill=\"#171a2b\">%s</text>%n",
                LABELS,
                y,
                width,
                BAR - 2,
                colour,
                LABELS + width + 6,
                y + 13,
                escaped(text)));
    }

    private String figure(Report.Line line) {
        return number(line.rate())
                + report.ratio(line)
                        .map(ratio -> String.format(Locale.ROOT, " = %.2f × %s", ratio, line.limit()))
                        .orElse("");
    }

    private Optional<Double> before(Report.Line line) {
        return earlier.flatMap(report -> report.line(line.name())).map(Report.Line::rate);
    }

    private String title() {
        return "Requests per second, size " + report.conditions().size();
    }

    private String legend() {
        return "Commit %s, %s%s"
                .formatted(
                        report.conditions().commit(),
                        report.conditions().date(),
                        earlier.map(before ->
                                        "; grey: commit " + before.conditions().commit())
                                .orElse(""));
    }

    private String description() {
        return report.lines().stream()
                .map(line -> line.name() + " " + figure(line))
                .collect(Collectors.joining("; "));
    }

    private static String number(double rate) {
        return String.format(Locale.ROOT, "%,.0f", rate);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
