package de.saalelab.ballot;

import java.time.Instant;
import java.util.Optional;

/**
 * When a ballot is open.
 *
 * @param opensAt from then on marks are taken
 * @param closesAt up to then, if that was fixed beforehand
 * @param closedAt when it was really closed; from then on its counts never change again
 */
public record BallotTimes(Instant opensAt, Optional<Instant> closesAt, Optional<Instant> closedAt) {}
