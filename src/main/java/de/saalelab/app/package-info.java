@NullMarked
package de.saalelab.app;

import org.jspecify.annotations.NullMarked;
