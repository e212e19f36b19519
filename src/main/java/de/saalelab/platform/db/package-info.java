@NullMarked
package de.saalelab.platform.db;

import org.jspecify.annotations.NullMarked;
