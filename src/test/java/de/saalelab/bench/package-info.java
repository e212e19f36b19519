/** Measures the server as it is shipped, beside the limits of its parts; run by {@code scripts/bench}. */
@NullMarked
package de.saalelab.bench;

import org.jspecify.annotations.NullMarked;
