@NullMarked
package de.saalelab.platform.live;

import org.jspecify.annotations.NullMarked;
