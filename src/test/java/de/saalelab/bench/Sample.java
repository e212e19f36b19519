package de.saalelab.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What one run of one load gave. Times in milliseconds, processor time in cores that were busy on average, memory in megabytes; not a number where it was
 * not measured.
 *
 * @param rows rows written per second; 0 for what only reads
 * @param failures how many answers were not what was asked for, by status, and {@code broken} connections; empty when all was well
 */
record Sample(
        double perSecond,
        double p50,
        double p99,
        double p999,
        Map<String, Long> failures,
        double rows,
        double serverCores,
        double postgresCores,
        double loadCores,
        double residentMegabytes,
        double heapMegabytes) {

    /** The median of each figure by itself; failures of all runs together. */
    static Sample median(List<Sample> samples) {
        Map<String, Long> failures = new TreeMap<>();
        samples.forEach(sample -> sample.failures().forEach((kind, count) -> failures.merge(kind, count, Long::sum)));
        return new Sample(
                middle(samples, Sample::perSecond),
                middle(samples, Sample::p50),
                middle(samples, Sample::p99),
                middle(samples, Sample::p999),
                failures,
                middle(samples, Sample::rows),
                middle(samples, Sample::serverCores),
                middle(samples, Sample::postgresCores),
                middle(samples, Sample::loadCores),
                middle(samples, Sample::residentMegabytes),
                middle(samples, Sample::heapMegabytes));
    }

    private static double middle(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        List<Double> sorted = samples.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
