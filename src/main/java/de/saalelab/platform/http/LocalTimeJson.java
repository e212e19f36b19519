package de.saalelab.platform.http;

import de.saalelab.platform.time.LocalTimes;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** The contract's LocalTime: a moment together with its wall-clock reading at the lab. */
public final class LocalTimeJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private LocalTimeJson() {}

    /** The moment as {@code at} (RFC 3339 with seconds), {@code date}, {@code time} and {@code zone}. */
    public static JsonObject of(Instant moment) {
        OffsetDateTime local = LocalTimes.read(moment);
        return new JsonObject()
                .put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local))
                .put("date", local.toLocalDate().toString())
                .put("time", TIME.format(local))
                .put("zone", LocalTimes.ZONE.getId());
    }
}
