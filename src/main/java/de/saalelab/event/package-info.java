@NullMarked
package de.saalelab.event;

import org.jspecify.annotations.NullMarked;
