/**
 * Fault drills: clients work while something breaks, ask again until they know, and in the end everything that they were told is compared with the
 * database. Run by {@code scripts/chaos}; a short form is a test.
 */
@NullMarked
package de.saalelab.chaos;

import org.jspecify.annotations.NullMarked;
