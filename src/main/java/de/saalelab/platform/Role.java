package de.saalelab.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may be to the lab. The contract names roles in kebab-case. */
public enum Role {
    CITIZEN,
    HELPER,
    DESK,
    MODERATOR,
    EDITOR,
    LAB_ADMIN;

    /** The name in contract, database and command line, such as {@code lab-admin}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of that name, if there is one. */
    public static Optional<Role> ofKey(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }
}
