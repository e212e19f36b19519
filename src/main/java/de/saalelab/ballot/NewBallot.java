package de.saalelab.ballot;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A ballot to be set up; its options come later. */
public record NewBallot(UUID id, int marksPerPerson, Instant opensAt, Optional<Instant> closesAt) {
    /** How many marks a person has unless an event says otherwise. */
    public static final int USUAL_MARKS = 5;
}
