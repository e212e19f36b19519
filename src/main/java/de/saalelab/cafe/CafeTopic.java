package de.saalelab.cafe;

/**
 * What help is asked for.
 *
 * @param key stable key such as {@code video-call}
 * @param name as people read it
 * @param hint what to bring or to think of
 */
record CafeTopic(String key, String name, String hint) {}
