/** Public services, the offices that answer for them in each municipality, and when these are open. */
@NullMarked
package de.saalelab.knowledge;

import org.jspecify.annotations.NullMarked;
