package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What gathering costs for one command, without the database behind it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CoalescerJmh {
    private static final int TOGETHER = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final Coalescer<Integer, Integer> coalescer =
            new Coalescer<>("jmh", command -> command, Coalescer.Bounds.DEFAULT, commands -> commands);

    /** A thousand people's commands, until the last has its outcome. */
    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public Object thousandTogether() {
        List<Future<Integer>> outcomes = IntStream.range(0, TOGETHER)
                .mapToObj(command -> coalescer.submit(vertx, command))
                .toList();
        return Future.all(outcomes).await();
    }

    /** A command that comes alone, there and back. */
    @Benchmark
    public Object alone() {
        return coalescer.submit(vertx, 1).await();
    }

    @TearDown
    public void close() {
        coalescer.close();
        vertx.close().await();
    }
}
