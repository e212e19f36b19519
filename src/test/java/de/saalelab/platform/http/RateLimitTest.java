package de.saalelab.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final FixedClock clock = new FixedClock();
    private final RateLimit limit = new RateLimit(3, Duration.ofSeconds(30), clock);

    @Test
    void burstPassesAndTheNextOneWaits() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("phone").allowed()).isTrue();
        }

        RateLimit.Verdict fourth = limit.take("phone");
        assertThat(fourth.allowed()).isFalse();
        assertThat(fourth.retryAfter()).isEqualTo(10);
        assertThat(limit.take("other phone").allowed()).isTrue();
    }

    @Test
    void refusedAttemptsDoNotMakeTheWaitLonger() {
        for (int i = 0; i < 50; i++) {
            limit.take("phone");
        }
        clock.now = clock.now.plusSeconds(10);

        assertThat(limit.take("phone").allowed()).isTrue();
        assertThat(limit.take("phone").allowed()).isFalse();
    }

    private static final class FixedClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
