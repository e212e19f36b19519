package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CafeEventsTest {
    private static final Instant START = Instant.parse("2026-11-24T13:00:00Z");

    @Test
    void eventReadBackIsTheEventThatWasSent() {
        for (Optional<UUID> person : List.of(Optional.of(UUID.randomUUID()), Optional.<UUID>empty())) {
            var booked = new CafeEvents.Booked(UUID.randomUUID(), person, START, "Lesecafé");
            var cancelled = new CafeEvents.Cancelled(UUID.randomUUID(), person, START, "Lesecafé");

            assertThat(CafeEvents.Booked.of(booked.payload())).isEqualTo(booked);
            assertThat(CafeEvents.Cancelled.of(cancelled.payload())).isEqualTo(cancelled);
        }
    }
}
