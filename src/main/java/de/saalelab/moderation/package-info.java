/** What waits for a moderator, and what moderators decide. Content is known only as {@link de.saalelab.moderation.ContentRef}. */
@NullMarked
package de.saalelab.moderation;

import org.jspecify.annotations.NullMarked;
