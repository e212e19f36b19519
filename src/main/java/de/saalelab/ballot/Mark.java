package de.saalelab.ballot;

import java.util.UUID;

/** One unit that a person gives to one option of a ballot. */
public record Mark(UUID ballotId, UUID voter, UUID optionId) {}
