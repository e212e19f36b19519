package de.saalelab.moderation;

import java.time.Instant;
import java.util.Optional;

/** A case has been decided. */
public record CaseDecided(ContentRef content, Decision decision, Optional<String> reason, Instant decidedAt) {}
