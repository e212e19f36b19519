/** What must stay secret even from whoever holds a copy of the database. */
@NullMarked
package de.saalelab.platform.secret;

import org.jspecify.annotations.NullMarked;
