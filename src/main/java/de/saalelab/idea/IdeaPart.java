package de.saalelab.idea;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * The part of an idea's document that is the same for every reader and does not change with each support: JSON without its end, for what is read live to
 * be joined to.
 *
 * @param json UTF-8; begins with a brace, ends behind the last member; not to be changed
 * @param hash tells it from other content
 */
record IdeaPart(UUID id, UUID author, int version, Buffer json, String hash) {}
