/** Calls for ideas, ideas and who supports them. */
@NullMarked
package de.saalelab.idea;

import org.jspecify.annotations.NullMarked;
