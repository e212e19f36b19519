package de.saalelab.event;

import java.util.UUID;

/** Somebody proposes a session. */
record PitchSession(UUID eventId, UUID personId, String title, String text, String pitchedBy) {}
