package de.saalelab.idea;

/** An idea as one reader sees it. */
record IdeaView(Idea idea, boolean supported) {}
