package de.saalelab.idea;

import java.util.UUID;

/** What can be asked of the idea room. */
final class IdeaCommands {
    private IdeaCommands() {}

    /** A new idea; a draft unless it is submitted at once. */
    record CreateIdea(UUID author, IdeaContent content, boolean submit) {}

    /** New words for one's own idea, based on the version that was read. */
    record EditIdea(UUID ideaId, UUID author, int expectedVersion, IdeaContent content, boolean submit) {}

    /** One person's support for one idea, given or ({@code give} is false) taken back. */
    record SupportIdea(UUID ideaId, UUID person, boolean give) {}
}
