@NullMarked
package de.saalelab.platform.http;

import org.jspecify.annotations.NullMarked;
