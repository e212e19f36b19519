package de.saalelab.cafe;

import de.saalelab.app.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Many callers who all wait at one gate and then ask at the same moment. */
final class Storm {
    private static final int SECONDS = 60;

    private Storm() {}

    static List<Answer> of(int callers, IntFunction<Callable<Answer>> caller) {
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Callable<Answer> ask = caller.apply(i);
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    gate.await();
                    return ask.call();
                }));
            }
            ready.await();
            gate.countDown();
            List<Answer> all = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get(SECONDS, TimeUnit.SECONDS));
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("A caller got no answer", e);
        }
    }

    static long count(List<Answer> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    static long count(List<Answer> answers, String problem) {
        return answers.stream()
                .filter(answer -> answer.problem().equals(problem))
                .count();
    }
}
