package de.saalelab.platform.live;

/**
 * The state of a topic at one moment.
 *
 * @param version grows with every change
 * @param event the name of the server-sent event
 * @param data what it carries: JSON on one line
 */
public record LiveState(long version, String event, String data) {}
