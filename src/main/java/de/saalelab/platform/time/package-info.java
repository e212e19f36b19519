@NullMarked
package de.saalelab.platform.time;

import org.jspecify.annotations.NullMarked;
