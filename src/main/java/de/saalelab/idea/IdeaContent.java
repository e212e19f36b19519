package de.saalelab.idea;

import java.util.Optional;
import java.util.UUID;

/** What an author writes. Lengths are bounded by the contract and by the table. */
record IdeaContent(
        Optional<UUID> callId,
        String title,
        String text,
        String category,
        String municipality,
        Optional<Place> place) {}
