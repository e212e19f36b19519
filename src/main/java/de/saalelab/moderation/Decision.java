package de.saalelab.moderation;

import java.util.Locale;

/** What a moderator may decide about a contribution. */
public enum Decision {
    PUBLISH,
    RETURN,
    DECLINE;

    /** The name in contract and database. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Decision ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
