@NullMarked
package de.saalelab.platform.config;

import org.jspecify.annotations.NullMarked;
