package de.saalelab.platform.db;

/** Marks an outcome that refuses: the transaction it came from is rolled back, so that a refusal changes nothing. */
public interface Refusal {}
