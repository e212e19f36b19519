package de.saalelab.platform.http;

/**
 * Which one this process is of several that serve the same port.
 *
 * @param number from 1 on; a process that takes another's place takes its number too
 * @param port of 127.0.0.1, where this process alone answers for its health and metrics
 */
public record Worker(int number, int port) {}
