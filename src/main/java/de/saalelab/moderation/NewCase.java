package de.saalelab.moderation;

import java.util.Optional;

/** A contribution that asks for a decision, with what the moderator needs to see. */
public record NewCase(ContentRef content, String title, String text, Optional<String> municipality) {}
