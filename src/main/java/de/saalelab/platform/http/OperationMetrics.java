package de.saalelab.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long each operation takes, by its contract name and status. */
public final class OperationMetrics {
    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public OperationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String operationId, int status, long nanos) {
        timers.computeIfAbsent(
                        operationId + status,
                        key -> Timer.builder("saalelab.operation")
                                .description("Time from the first byte to the answer")
                                .tag("operation", operationId)
                                .tag("status", String.valueOf(status))
                                .publishPercentileHistogram()
                                .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
