package de.saalelab.platform.erasure;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the register.
 *
 * @param kind what it was, such as {@code idea}; an {@link EraseRoutine} knows it
 * @param subjectId the id that it had
 * @param erasedAt when it was erased for the first time
 */
public record Erasure(String kind, UUID subjectId, Instant erasedAt) {}
