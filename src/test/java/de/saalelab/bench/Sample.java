package de.saalelab.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run of one load gave. Times in milliseconds, processor time in cores that were busy on average, memory in megabytes.
 *
 * @param rows rows written per second; 0 for what only reads
 */
record Sample(
        double perSecond,
        double p50,
        double p99,
        double p999,
        long failed,
        double rows,
        double serverCores,
        double postgresCores,
        double loadCores,
        double residentMegabytes,
        double heapMegabytes) {

    /** The median of each figure by itself. */
    static Sample median(List<Sample> samples) {
        return new Sample(
                middle(samples, Sample::perSecond),
                middle(samples, Sample::p50),
                middle(samples, Sample::p99),
                middle(samples, Sample::p999),
                samples.stream().mapToLong(Sample::failed).sum(),
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
