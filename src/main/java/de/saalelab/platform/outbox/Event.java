package de.saalelab.platform.outbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened, as it waits in the outbox.
 *
 * @param id the event's id; receivers use it to take an event only once
 * @param name stable name with its version, such as {@code idea.published.v1}; never a class name
 * @param payload what receivers need; no more personal data than they need
 * @param occurredAt when it happened
 */
public record Event(UUID id, String name, JsonObject payload, Instant occurredAt) {}
