@NullMarked
package de.saalelab.platform.outbox;

import org.jspecify.annotations.NullMarked;
