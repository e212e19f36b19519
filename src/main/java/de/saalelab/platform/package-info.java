@NullMarked
package de.saalelab.platform;

import org.jspecify.annotations.NullMarked;
