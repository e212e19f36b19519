package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CoalescerTest {
    private static final Vertx VERTX = Vertx.vertx();

    private record Command(int person, int number) {}

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @Test
    void everyCallerGetsTheirOwnOutcome() {
        try (Coalescer<Command, String> coalescer = coalescer(
                Coalescer.Bounds.DEFAULT,
                commands -> commands.stream().map(Command::toString).toList())) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                answers.add(coalescer.submit(VERTX, new Command(i % 300, i)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).await()).isEqualTo(new Command(i % 300, i).toString());
            }
        }
    }

    @Test
    void commandsOfOnePersonStayInOrderAndNeverStandInOneSet() {
        Map<Integer, List<Integer>> seen = new ConcurrentHashMap<>();
        AtomicInteger doubles = new AtomicInteger();
        AtomicInteger sets = new AtomicInteger();
        Coalescer.Work<Command, Integer> work = commands -> {
            sets.incrementAndGet();
            if (new HashSet<>(commands.stream().map(Command::person).toList()).size() < commands.size()) {
                doubles.incrementAndGet();
            }
            commands.forEach(command -> seen.computeIfAbsent(
                            command.person(), person -> Collections.synchronizedList(new ArrayList<>()))
                    .add(command.number()));
            return commands.stream().map(Command::number).toList();
        };
        try (Coalescer<Command, Integer> coalescer = coalescer(new Coalescer.Bounds(3, 16, 10_000), work)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                answers.add(coalescer.submit(VERTX, new Command(i % 20, i)));
            }
            answers.forEach(answer -> answer.await());
        }

        assertThat(doubles.get()).isZero();
        assertThat(sets.get()).isLessThan(3_000);
        assertThat(seen)
                .hasSize(20)
                .allSatisfy(
                        (person, numbers) -> assertThat(numbers).hasSize(150).isSorted());
    }

    @Test
    void whoFindsNoRoomIsToldAtOnceAndTheOthersAreStillServed() {
        CountDownLatch open = new CountDownLatch(1);
        Coalescer.Work<Command, Integer> work = commands -> {
            await(open);
            return commands.stream().map(Command::number).toList();
        };
        try (Coalescer<Command, Integer> coalescer = coalescer(new Coalescer.Bounds(1, 4, 10), work)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                answers.add(coalescer.submit(VERTX, new Command(i, i)));
            }
            assertThat(answers.subList(10, 15))
                    .allSatisfy(answer -> assertThat(answer.cause()).isInstanceOf(Coalescer.Full.class));
            open.countDown();
            for (int i = 0; i < 10; i++) {
                assertThat(answers.get(i).await()).isEqualTo(i);
            }
            assertThat(coalescer.submit(VERTX, new Command(1, 99)).await()).isEqualTo(99);
        }
    }

    @Test
    void failedSetFailsItsCallersAndNoOthers() {
        Coalescer.Work<Command, Integer> work = commands -> {
            if (commands.stream().anyMatch(command -> command.number() == 7)) {
                throw new IllegalStateException("not seven");
            }
            return commands.stream().map(Command::number).toList();
        };
        try (Coalescer<Command, Integer> coalescer = coalescer(new Coalescer.Bounds(1, 1, 100), work)) {
            Future<Integer> good = coalescer.submit(VERTX, new Command(1, 1));
            Future<Integer> bad = coalescer.submit(VERTX, new Command(2, 7));
            Future<Integer> next = coalescer.submit(VERTX, new Command(3, 8));

            assertThat(good.await()).isEqualTo(1);
            assertThatThrownBy(() -> bad.await()).hasMessage("not seven");
            assertThat(next.await()).isEqualTo(8);
        }
    }

    @Test
    void closingFinishesWhatWaitsAndTakesNoMore() {
        Coalescer<Command, Integer> coalescer = coalescer(
                Coalescer.Bounds.DEFAULT,
                commands -> commands.stream().map(Command::number).toList());
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(coalescer.submit(VERTX, new Command(i, i)));
        }
        coalescer.close();

        for (int i = 0; i < 500; i++) {
            assertThat(answers.get(i).await()).isEqualTo(i);
        }
        assertThat(coalescer.submit(VERTX, new Command(1, 1)).cause()).isInstanceOf(Coalescer.Full.class);
        assertThat(coalescer.waiting()).isZero();
    }

    private static <O> Coalescer<Command, O> coalescer(Coalescer.Bounds bounds, Coalescer.Work<Command, O> work) {
        return new Coalescer<>("test", Command::person, bounds, work);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
