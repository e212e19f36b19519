package de.saalelab.ballot;

import java.util.UUID;

/** A ballot has a new version. */
public record BallotChange(UUID ballotId, long version) {}
