package de.saalelab.idea;

/** What changes with every support, and what depends on who reads. */
record LiveCount(int supports, boolean supported) {}
