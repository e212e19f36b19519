package de.saalelab.idea;

import java.util.Locale;

/** Where an idea stands, from its author's first word to the county's last. */
public enum IdeaStatus {
    DRAFT,
    SUBMITTED,
    RETURNED,
    DECLINED,
    PUBLISHED,
    ACCEPTED,
    REJECTED,
    IMPLEMENTED;

    /** The name in contract and database. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static IdeaStatus ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Everybody may read it. */
    boolean isPublic() {
        return switch (this) {
            case PUBLISHED, ACCEPTED, REJECTED, IMPLEMENTED -> true;
            case DRAFT, SUBMITTED, RETURNED, DECLINED -> false;
        };
    }

    /** It waits for its author or for a moderator. */
    boolean isOpen() {
        return switch (this) {
            case DRAFT, SUBMITTED, RETURNED -> true;
            case DECLINED, PUBLISHED, ACCEPTED, REJECTED, IMPLEMENTED -> false;
        };
    }

    /** Its author may change it. */
    boolean isEditable() {
        return this == DRAFT || this == RETURNED;
    }
}
