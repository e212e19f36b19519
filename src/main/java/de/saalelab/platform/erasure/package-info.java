/** What was erased stays erased, also after a backup from before the erasure was restored. */
@NullMarked
package de.saalelab.platform.erasure;

import org.jspecify.annotations.NullMarked;
