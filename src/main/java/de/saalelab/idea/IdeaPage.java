package de.saalelab.idea;

import de.saalelab.platform.db.Keyset;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list of ideas.
 *
 * @param parts what everybody sees
 * @param counts what changes, and what is the reader's own, in the same order
 * @param readerKnown whether there is a reader to whom something can be their own
 */
record IdeaPage(List<IdeaPart> parts, List<LiveCount> counts, Optional<Keyset> next, boolean readerKnown) {}
