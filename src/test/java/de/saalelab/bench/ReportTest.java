package de.saalelab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Report.Conditions CONDITIONS = new Report.Conditions(
            "scripts/bench run", "2026-11-25T20:00:00Z", "abc", "a machine", 2, "25", "18.6", "small");

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) {
        Report report =
                report(line("mark", "pgbench-mark", sample(1_000, 990)), line("pgbench-mark", "", unmeasured()));
        Path file = folder.resolve("figures.json");

        report.write(file);

        assertThat(Report.read(file)).isEqualTo(report);
    }

    @Test
    void ratioCountsRowsWhereRowsAreWritten() {
        Report.Line mark = line("mark", "pgbench-mark", sample(3_000, 2_500));
        Report report = report(mark, line("pgbench-mark", "", sample(1_000, 1_000)));

        assertThat(report.ratio(mark).orElseThrow()).isCloseTo(2.5, within(1e-9));
        assertThat(report.markdown(Optional.empty())).contains("2.50 × pgbench-mark ✔");
    }

    @Test
    void thereIsNoRatioToALimitThatGaveNothing() {
        Report.Line mark = line("mark", "pgbench-mark", sample(3_000, 2_500));
        Report report = report(mark, line("pgbench-mark", "", sample(0, 0)));

        assertThat(report.ratio(mark)).isEmpty();
        assertThat(report.markdown(Optional.empty())).doesNotContain("✔");
    }

    @Test
    void missedTargetIsSaid() {
        Report.Line mark = line("mark", "pgbench-mark", sample(3_000, 2_499));
        Report report = report(mark, line("pgbench-mark", "", sample(1_000, 1_000)));

        assertThat(report.markdown(Optional.empty())).contains("✘");
    }

    @Test
    void changeAgainstAnEarlierRunIsShown() {
        Report earlier = report(line("idea", "", sample(2_000, 0)));
        Report later = report(line("idea", "", sample(2_500, 0)), line("list", "", sample(10, 0)));

        assertThat(later.markdown(Optional.of(earlier)))
                .contains(" 2,000 | +25 % |")
                .contains("| | |");
    }

    @Test
    void figureThatCouldNotBeMeasuredIsNotMet() {
        assertThat(Figure.atMost(10, "until as before", Double.NaN, "s", "").met())
                .isFalse();
        assertThat(Figure.atMost(10, "until as before", 10, "s", "").met()).isTrue();
        assertThat(Figure.atLeast(0.8, "goodput", 0.79, "×", "").met()).isFalse();
    }

    @Test
    void medianIsOfEachFigureAndFailuresAddUp() {
        Sample median = Sample.median(List.of(
                sample(1, 9, Map.of("503", 2L)),
                sample(3, 7, Map.of("503", 1L, "broken", 1L)),
                sample(2, 8, Map.of())));

        assertThat(median.perSecond()).isEqualTo(2);
        assertThat(median.rows()).isEqualTo(8);
        assertThat(median.failures()).containsExactlyInAnyOrderEntriesOf(Map.of("503", 3L, "broken", 1L));
    }

    @Test
    void chartIsXmlThatSaysItsFiguresAsText() throws Exception {
        Report report = report(line("a<b", "", sample(1_234, 0)));

        String svg = new Chart(report, Optional.of(report)).svg();

        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(svg).contains("<title").contains("<desc").contains("1,234").contains("a&lt;b");
    }

    @Test
    void onlyTheNamedPlaceOfAPageIsWritten() {
        String page =
                "before\n<!-- bench run -->\nold\n<!-- end -->\nbetween\n<!-- bench start -->\nkept\n<!-- end -->\n";

        assertThat(Page.replaced(page, "run", "new"))
                .isEqualTo(
                        "before\n<!-- bench run -->\n\nnew\n<!-- end -->\nbetween\n<!-- bench start -->\nkept\n<!-- end -->\n");
        assertThatThrownBy(() -> Page.replaced(page, "growth", "new")).hasMessageContaining("growth");
    }

    @Test
    void backToNormalIsTheFirstSecondFromWhichAllAreGood() {
        OpenLoad.Seen before = seen(List.of(5, 5), List.of(0, 0));

        assertThat(Overload.normalAfter(before, seen(List.of(900, 300, 5, 6), List.of(9, 0, 0, 0))))
                .isEqualTo(2);
        assertThat(Overload.normalAfter(before, seen(List.of(5, 5), List.of(0, 0))))
                .isEqualTo(0);
        assertThat(Overload.normalAfter(before, seen(List.of(5, 5, 5), List.of(0, 1, 0))))
                .isEqualTo(2);
        assertThat(Overload.normalAfter(before, seen(List.of(5, 900), List.of(0, 0))))
                .isNaN();
    }

    private static OpenLoad.Seen seen(List<Integer> millis, List<Integer> bad) {
        List<Histogram> windows = millis.stream()
                .map(time -> {
                    Histogram window = new Histogram(60_000_000, 3);
                    window.recordValueWithCount(time * 1_000L, 100);
                    return window;
                })
                .toList();
        return new OpenLoad.Seen(100L * millis.size(), millis.size(), Map.of("200", 1L), 0, 0, windows, bad);
    }

    private static Report report(Report.Line... lines) {
        return new Report(CONDITIONS, List.of(lines), List.of(Figure.plain("counters", 0, "", "")));
    }

    private static Report.Line line(String name, String limit, Sample sample) {
        return new Report.Line(name, name, limit, limit.isEmpty() ? 0 : 2.5, sample, 1, 2);
    }

    private static Sample sample(double perSecond, double rows) {
        return sample(perSecond, rows, Map.of());
    }

    private static Sample sample(double perSecond, double rows, Map<String, Long> failures) {
        return new Sample(perSecond, 1, 2, 3, failures, rows, 1, 1, 0.1, 100, 20);
    }

    private static Sample unmeasured() {
        double not = Double.NaN;
        return new Sample(0, not, not, not, Map.of("broken", 64L), 0, 0, 0, 0, not, not);
    }
}
