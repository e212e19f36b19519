package de.saalelab.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ThinkingRoomTest {
    @Test
    void whoFindsItFullIsToldSoAtOnceAndNobodyElseIsLost() {
        try (ThinkingRoom room = new ThinkingRoom()) {
            CountDownLatch gate = new CountDownLatch(1);
            List<Future<Boolean>> thoughts = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                thoughts.add(room.think(() -> {
                    gate.await();
                    return true;
                }));
            }
            // Two think, 256 wait.
            assertThat(thoughts.stream().filter(Future::failed)).hasSize(42);
            assertThat(thoughts.getLast().cause()).isInstanceOf(ThinkingRoom.Full.class);
            gate.countDown();

            assertThat(thoughts.subList(0, 258))
                    .allSatisfy(thought -> assertThat(thought.await()).isTrue());
        }
    }

    @Test
    void faultComesBack() {
        try (ThinkingRoom room = new ThinkingRoom()) {
            Future<Object> thought = room.think(() -> {
                throw new IllegalStateException("no");
            });

            assertThat(Future.await(thought.otherwise(Throwable::getMessage))).isEqualTo("no");
        }
    }
}
