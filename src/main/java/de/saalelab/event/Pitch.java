package de.saalelab.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A proposed session. Its id is its option in the event's ballot.
 *
 * @param personId who proposed it; never shown
 * @param pitchedBy the name that the room should read
 */
record Pitch(UUID id, UUID personId, String title, String text, String pitchedBy, Instant createdAt) {}
