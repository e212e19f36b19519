@NullMarked
package de.saalelab.bot;

import org.jspecify.annotations.NullMarked;
