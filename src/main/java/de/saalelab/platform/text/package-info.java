@NullMarked
package de.saalelab.platform.text;

import org.jspecify.annotations.NullMarked;
