/** Who takes part: devices, staff accounts, sessions, roles, and the municipalities that people belong to. */
@NullMarked
package de.saalelab.identity;

import org.jspecify.annotations.NullMarked;
