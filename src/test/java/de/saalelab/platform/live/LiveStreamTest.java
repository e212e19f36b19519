package de.saalelab.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Barcamps;
import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.app.Caller;
import de.saalelab.app.Crowd;
import de.saalelab.app.LiveClient;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static final TestLab LAB = TestLab.shared();
    private static final Duration SILENCE = Duration.ofMillis(700);

    @Test
    void streamBeginsWithTheStateAndShowsEachChange() {
        Barcamp barcamp = Barcamps.open(LAB, 2);
        try (LiveClient live = LiveClient.open(LAB, barcamp.topic())) {
            LiveClient.Event first = live.next();
            assertThat(first.name()).isEqualTo("ballot");
            assertThat(first.id()).isEqualTo("2");
            assertThat(first.data().getString("topic")).isEqualTo(barcamp.topic());
            assertThat(first.data().getString("state")).isEqualTo("open");
            assertThat(first.data().getJsonArray("options")).hasSize(2);

            LAB.citizen().put(barcamp.mark(0));

            LiveClient.Event changed = live.nextFrom(3);
            assertThat(changed.data().getInteger("voters")).isEqualTo(1);
            assertThat(marks(changed)).isEqualTo(1);

            LAB.staff(Role.MODERATOR).put(barcamp.ballot() + "/closing");
            assertThat(live.nextFrom(4).data().getString("state")).isEqualTo("closed");
        }
    }

    @Test
    void streamIsNotCompressedOrHeldBack() {
        Barcamp barcamp = Barcamps.open(LAB, 1);
        try (LiveClient live = LiveClient.open(LAB, barcamp.topic(), "Accept-Encoding", "gzip, deflate")) {
            var headers = live.response().headers();
            assertThat(headers.firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(headers.firstValue("Content-Encoding").orElse("identity"))
                    .isEqualTo("identity");
            live.next();
            LAB.citizen().put(barcamp.mark(0));
            assertThat(live.next(Duration.ofSeconds(2)).version()).isEqualTo(2);
        }
    }

    @Test
    void twoWhoWatchSeeTheSameAndTheLastStateOfARush() {
        Barcamp barcamp = Barcamps.open(LAB, 3);
        List<Callable<Integer>> casts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Caller voter = LAB.citizen();
            String mark = barcamp.mark(i % 3);
            casts.add(() -> voter.put(mark).status());
        }
        try (LiveClient one = LiveClient.open(LAB, barcamp.topic());
                LiveClient other = LiveClient.open(LAB, barcamp.topic())) {
            assertThat(one.next())
                    .usingRecursiveComparison()
                    .ignoringFields("atNanos")
                    .isEqualTo(other.next());

            Crowd.rush(casts);

            List<LiveClient.Event> seen = until(one, 100);
            List<LiveClient.Event> seenByOther = until(other, 100);
            assertThat(seen)
                    .extracting(LiveClient.Event::data)
                    .isEqualTo(seenByOther.stream().map(LiveClient.Event::data).toList());
            assertThat(marks(seen.getLast())).isEqualTo(100);
            assertThat(seen).hasSizeLessThan(20);
            for (int i = 1; i < seen.size(); i++) {
                assertThat(seen.get(i).version()).isGreaterThan(seen.get(i - 1).version());
            }
            double seconds = (seen.getLast().atNanos() - seen.getFirst().atNanos()) / 1e9;
            System.out.printf("100 casts reached the stream as %d events in %.2f s%n", seen.size(), seconds);
            assertThat(seen.size()).isLessThanOrEqualTo((int) Math.ceil(seconds * 4) + 2);
        }
    }

    @Test
    void whoComesBackGetsOnlyWhatTheyMissed() {
        Barcamp barcamp = Barcamps.open(LAB, 1);
        Barcamp other = Barcamps.open(LAB, 1);
        String topics = barcamp.topic() + "," + other.topic();
        String id;
        try (LiveClient live = LiveClient.open(LAB, topics)) {
            assertThat(live.next().id()).isEqualTo("1-x");
            id = live.next().id();
            assertThat(id).isEqualTo("1-1");
        }
        try (LiveClient live = LiveClient.open(LAB, topics, "Last-Event-ID", id)) {
            assertThat(live.isSilentFor(SILENCE)).isTrue();
            LAB.citizen().put(other.mark(0));
            assertThat(live.next().id()).isEqualTo("1-2");
        }
        LAB.citizen().put(barcamp.mark(0));
        try (LiveClient live = LiveClient.open(LAB, topics, "Last-Event-ID", "1-2")) {
            LiveClient.Event missed = live.next();
            assertThat(missed.data().getString("topic")).isEqualTo(barcamp.topic());
            assertThat(missed.id()).isEqualTo("2-2");
            assertThat(live.isSilentFor(SILENCE)).isTrue();
        }
        try (LiveClient live = LiveClient.open(LAB, barcamp.topic(), "Last-Event-ID", "nonsense")) {
            assertThat(live.next().version()).isEqualTo(2);
        }
    }

    @Test
    void unknownTopicsAreRefused() {
        Barcamp barcamp = Barcamps.open(LAB, 1);
        Caller anyone = LAB.anonymous();

        assertThat(anyone.get("/live?topics=ballot:" + UUID.randomUUID()).problem())
                .isEqualTo("unknown-topic");
        assertThat(anyone.get("/live?topics=" + barcamp.topic() + ",ballot:" + UUID.randomUUID())
                        .problem())
                .isEqualTo("unknown-topic");
        assertThat(anyone.get("/live?topics=weather:" + barcamp.ballotId()).problem())
                .isEqualTo("unknown-topic");
        assertThat(anyone.get("/live?topics=ballot:" + "-".repeat(36)).problem())
                .isEqualTo("unknown-topic");
        assertThat(anyone.get("/live?topics=ballot").problem()).isEqualTo("invalid-request");
        assertThat(anyone.get("/live").problem()).isEqualTo("invalid-request");
    }

    @Test
    void heartbeatKeepsASilentLineOpen() {
        Barcamp barcamp = Barcamps.open(LAB, 1);
        try (LiveClient live = LiveClient.open(LAB, barcamp.topic())) {
            live.next();
            assertThat(live.heartbeatWithin(Duration.ofSeconds(17))).isTrue();
            assertThat(live.isSilentFor(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void changeInAnotherProcessArrives() {
        try (TestLab lab = TestLab.start();
                TestLab second = TestLab.second(lab)) {
            Barcamp barcamp = Barcamps.open(lab, 1);
            try (LiveClient live = LiveClient.open(lab, barcamp.topic())) {
                live.next();
                // Sooner than comparing versions could find all of them.
                for (int cast = 1; cast <= 6; cast++) {
                    second.citizen().put(barcamp.mark(0));
                    assertThat(live.next(Duration.ofSeconds(1)).version()).isEqualTo(1 + cast);
                }

                // From now on no news get through: only comparing versions finds the change.
                lab.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                        + " AND datname = current_database()");
                lab.execute("UPDATE ballot SET voters = voters + 36, version = version + 1");
                LiveClient.Event found = live.next(Duration.ofSeconds(5));
                assertThat(found.data().getInteger("voters")).isEqualTo(42);
            }
        }
    }

    @Test
    void lostListenerComesBack() {
        try (TestLab lab = TestLab.start()) {
            String listeners = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                    + " AND datname = current_database()";
            Barcamp barcamp = Barcamps.open(lab, 1);
            try (LiveClient live = LiveClient.open(lab, barcamp.topic())) {
                live.next();
                lab.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                        + " AND datname = current_database()");
                assertThat(live.isSilentFor(Duration.ofSeconds(4))).isTrue();
                assertThat(lab.number(listeners)).isEqualTo(1);
            }
        }
    }

    @Test
    void stoppingServerEndsItsStreamsCleanly() {
        TestLab lab = TestLab.start();
        Barcamp barcamp = Barcamps.open(lab, 1);
        try (LiveClient live = LiveClient.open(lab, barcamp.topic())) {
            live.next();
            long started = System.nanoTime();
            lab.close();
            assertThat(live.endsWithin(Duration.ofSeconds(2))).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void streamThatWasLeftIsForgotten() {
        try (TestLab lab = TestLab.start()) {
            Barcamp barcamp = Barcamps.open(lab, 1);
            try (LiveClient live = LiveClient.open(lab, barcamp.topic())) {
                live.next();
                assertThat(lab.openStreams()).isEqualTo(1);
            }
            LiveClient witness = LiveClient.open(lab, barcamp.topic());
            witness.next();
            assertThat(witness.isSilentFor(SILENCE)).isTrue();
            assertThat(lab.openStreams()).isEqualTo(1);
            witness.close();
        }
    }

    /** All events up to the one that shows so many marks. */
    private static List<LiveClient.Event> until(LiveClient live, int marks) {
        List<LiveClient.Event> seen = new ArrayList<>();
        do {
            seen.add(live.next());
        } while (marks(seen.getLast()) < marks);
        return seen;
    }

    private static int marks(LiveClient.Event event) {
        return event.data().getJsonArray("options").stream()
                .map(JsonObject.class::cast)
                .mapToInt(option -> option.getInteger("marks"))
                .sum();
    }
}
