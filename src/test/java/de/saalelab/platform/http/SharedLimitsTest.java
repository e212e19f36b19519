package de.saalelab.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Await;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.Listening;
import de.saalelab.platform.db.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three processes that count one caller together. Nothing becomes free again meanwhile: the clock stands still. */
class SharedLimitsTest {
    private static final int BURST = 480;
    private static final int SHARE = BURST / 16;
    private static final String CALLER = "192.0.2.7";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private final Vertx vertx = Vertx.vertx();
    private final DatabaseAddress address = TestPostgres.freshDatabase();
    private final List<SharedLimits> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(process -> process.close().await());
        vertx.close().await();
    }

    @Test
    void whatACallerUsesAtOneProcessCountsAtTheOthers() {
        List<RateLimit> limits = List.of(process(), process(), process());
        for (int i = 0; i < 320; i++) {
            limits.getFirst().take(CALLER);
        }

        Await.until(() -> limits.stream().allMatch(limit -> limit.remaining(CALLER) <= BURST - 320 + SHARE));
        assertThat(limits).allMatch(limit -> limit.remaining(CALLER) >= BURST - 320);
        assertThat(limits).allMatch(limit -> limit.remaining("192.0.2.8") == BURST);
    }

    @Test
    void callerWhoIsSpreadOverThreeProcessesGetsHardlyMoreThanHisLimit() {
        List<RateLimit> together = List.of(process(), process(), process());
        List<RateLimit> alone = List.of(limit(), limit(), limit());

        // 400 a second, so 100 within the time from one message to the next, and as many again for a slow machine.
        assertThat(passed(together)).isBetween(BURST, BURST + 2 * SHARE + 200);
        assertThat(passed(alone)).isEqualTo(3 * BURST);
    }

    @Test
    void whatIsGivenBackIsGivenBackEverywhere() {
        RateLimit here = process();
        RateLimit there = process();
        for (int i = 0; i < 10 * SHARE; i++) {
            here.take(CALLER);
        }
        Await.until(() -> there.remaining(CALLER) == BURST - 10 * SHARE);
        for (int i = 0; i < 10 * SHARE; i++) {
            here.giveBack(CALLER);
        }

        Await.until(() -> there.remaining(CALLER) == BURST);
    }

    @Test
    void newsNameNobody() throws InterruptedException {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Database database = open();
        Listening listening = database.listen(LimitStore.CHANNEL, heard::add);
        RateLimit limit = process();
        String message = null;
        // Until the ear is there.
        for (int i = 0; i < 100 && message == null; i++) {
            for (int request = 0; request < SHARE; request++) {
                limit.take(CALLER + i);
            }
            message = heard.poll(100, TimeUnit.MILLISECONDS);
        }

        assertThat(message).isNotNull().doesNotContain(CALLER).contains("callers ");
        listening.close().await();
        database.close().await();
    }

    private static int passed(List<RateLimit> limits) {
        int passed = 0;
        for (int i = 0; i < 3 * BURST; i++) {
            passed += limits.get(i % limits.size()).take(CALLER).allowed() ? 1 : 0;
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(2_500));
        }
        return passed;
    }

    private RateLimit process() {
        RateLimit limit = limit();
        SharedLimits process = new SharedLimits(vertx, open());
        process.add("callers", limit);
        process.start();
        processes.add(process);
        return limit;
    }

    private Database open() {
        return Database.open(vertx, address, new Database.Limits(2, 10, Duration.ofSeconds(5)));
    }

    private static RateLimit limit() {
        return new RateLimit(BURST, Duration.ofMinutes(1), CLOCK);
    }
}
