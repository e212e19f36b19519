package de.saalelab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Barcamps;
import de.saalelab.app.TestLab;
import de.saalelab.platform.http.Contract;
import de.saalelab.rig.Scale;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Sends thousands of requests that are made from the contract, right and wrong, by everybody, on many connections at once. Whatever is sent, an answer
 * comes in time, is one that the contract lists, and what the contract forbids is refused. A run's seed is printed; {@code -Dsaalelab.seed=…} gives the
 * same requests in each thread, although what earlier answers named depends on how the threads meet.
 */
class ContractFuzzTest {
    private static final int CONNECTIONS = 32;
    private static final int REQUESTS = Scale.of(10_000, 1_000_000);
    private static final int PER_BARCAMP = 20_000;

    /** A machine that builds other things besides may be slow; a hang is longer than that. */
    private static final Duration LONGEST = Duration.ofMillis(Scale.of(10_000, 1_000));

    /** How often what was never right is asked for again, and how much of it. */
    private static final int AGAIN = 20;

    private static final int AT_ONCE_AGAIN = 200;

    /** Right only with what stands in a mail, of which the fuzzer gets none. */
    private static final Set<String> BY_MAIL_ONLY = Set.of("confirmEmailCode");

    private final long seed = Long.getLong("saalelab.seed", new Random().nextLong());
    private final JsonObject contract = Contract.read();
    private final List<ApiOperation> operations = ApiOperation.all(contract);
    private final Harvest harvest = new Harvest();
    private final Tally tally = new Tally();
    private final Judge judge = new Judge(contract, LONGEST);

    @Test
    void whateverIsSentAKnownAnswerComesInTime() throws Exception {
        System.out.printf("fuzz: %,d requests, -Dsaalelab.seed=%d%n", REQUESTS, seed);
        try (LeakWatch leaks = new LeakWatch();
                TestLab lab = TestLab.start()) {
            lab.demo();
            List<Barcamps.Barcamp> barcamps = new ArrayList<>();
            Callers callers = new Callers(lab, harvest, 40, new Random(seed));
            for (int done = 0; done < REQUESTS && tally.findings().isEmpty(); done += PER_BARCAMP) {
                barcamps.add(Barcamps.open(lab, 6));
                storm(lab, callers, operations, Math.min(PER_BARCAMP, REQUESTS - done), seed + done);
            }
            askAgain(lab, callers, barcamps);
            System.out.println(tally.report());
            assertThat(tally.findings()).isEmpty();
            assertThat(tally.neverTaken(operations)).isSubsetOf(BY_MAIL_ONLY);
            assertThat(tally.neverRefused(operations)).isEmpty();
            assertThat(tally.turnedAway()).as("answered with 503").isLessThan(REQUESTS / 100);
            barcamps.forEach(
                    barcamp -> assertThat(Barcamps.countersOff(lab, barcamp)).isZero());
            assertThat(leaks.leaks()).isEmpty();
        }
    }

    /** What is seldom right, such as an edit or a sign-in, may have been right never, by chance: more of that alone, for a while. */
    private void askAgain(TestLab lab, Callers callers, List<Barcamps.Barcamp> barcamps) throws Exception {
        for (int more = 0; more < AGAIN && tally.findings().isEmpty(); more++) {
            List<ApiOperation> missing = missing();
            if (missing.isEmpty()) {
                return;
            }
            barcamps.add(Barcamps.open(lab, 6));
            storm(lab, callers, missing, AT_ONCE_AGAIN, seed + REQUESTS + more);
        }
    }

    private List<ApiOperation> missing() {
        Set<String> ids = new HashSet<>(tally.neverTaken(operations));
        ids.removeAll(BY_MAIL_ONLY);
        ids.addAll(tally.neverRefused(operations));
        return operations.stream()
                .filter(operation -> ids.contains(operation.id()))
                .toList();
    }

    private void storm(TestLab lab, Callers callers, List<ApiOperation> asked, int requests, long stormSeed)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                long own = stormSeed * CONNECTIONS + i;
                running.add(threads.submit(() -> send(lab.port(), callers, asked, requests / CONNECTIONS + 1, own)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private void send(int port, Callers callers, List<ApiOperation> asked, int count, long ownSeed) {
        Random random = new Random(ownSeed);
        Requests requests = new Requests(asked, callers, harvest, random);
        try (RawConnection connection = new RawConnection(port, LONGEST)) {
            for (int i = 0; i < count && !tally.enough(); i++) {
                Sent sent = requests.next();
                Received received = connection.send(sent);
                tally.add(sent, received);
                Optional<String> finding = judge.finding(sent, received);
                finding.ifPresent(found -> tally.found(sent, found, smallest(sent, port), port));
                harvest.learn(sent, received, random);
                if (sent.expectation() == Sent.Expectation.CUT_OFF) {
                    connection.hangUp();
                }
            }
        }
    }

    private Sent smallest(Sent sent, int port) {
        return Shrinking.shrunk(sent, candidate -> {
            try (RawConnection fresh = new RawConnection(port, LONGEST)) {
                return fresh.send(candidate).status() >= 500;
            }
        });
    }
}
