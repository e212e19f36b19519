package de.saalelab.fuzz;

import java.util.Map;
import java.util.Set;

/**
 * Somebody who calls.
 *
 * @param roles what the server must take them for
 * @param sound false for credentials that are broken on purpose, which the server may refuse even where anyone is let in
 */
record FuzzCaller(String name, Set<String> roles, Map<String, String> headers, boolean sound) {}
