package de.saalelab.moderation;

import java.util.Optional;
import java.util.UUID;

/** A moderator's decision, on the version of the case that they read. */
record DecideCase(UUID caseId, UUID moderator, int expectedVersion, Decision decision, Optional<String> reason) {}
