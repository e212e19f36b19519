/** Requests made from the contract, by the ten thousand and by the million; whatever is sent, a known answer comes back in time. */
@NullMarked
package de.saalelab.fuzz;

import org.jspecify.annotations.NullMarked;
