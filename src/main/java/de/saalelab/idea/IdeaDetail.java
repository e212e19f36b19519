package de.saalelab.idea;

/** A public idea: what everybody sees of it, and what changes. */
record IdeaDetail(IdeaPart part, LiveCount count) {}
