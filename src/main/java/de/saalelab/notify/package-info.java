/** Who is told what. For now by messages in the app. */
@NullMarked
package de.saalelab.notify;

import org.jspecify.annotations.NullMarked;
