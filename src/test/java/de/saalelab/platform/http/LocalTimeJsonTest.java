package de.saalelab.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTimeJsonTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-24T13:00:00Z, 2026-11-24T14:00:00+01:00, 2026-11-24, 14:00",
        "2026-07-01T22:30:00Z, 2026-07-02T00:30:00+02:00, 2026-07-02, 00:30",
        // Both readings of half past two in the night that has it twice.
        "2026-10-25T00:30:00Z, 2026-10-25T02:30:00+02:00, 2026-10-25, 02:30",
        "2026-10-25T01:30:00Z, 2026-10-25T02:30:00+01:00, 2026-10-25, 02:30",
        // The hour that the spring night does not have.
        "2026-03-29T01:00:00Z, 2026-03-29T03:00:00+02:00, 2026-03-29, 03:00"
    })
    void momentBearsItsWallClockReading(Instant moment, String at, String date, String time) {
        assertThat(LocalTimeJson.of(moment))
                .isEqualTo(new JsonObject()
                        .put("at", at)
                        .put("date", date)
                        .put("time", time)
                        .put("zone", "Europe/Berlin"));
    }
}
