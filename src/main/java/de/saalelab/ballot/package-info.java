@NullMarked
package de.saalelab.ballot;

import org.jspecify.annotations.NullMarked;
