package de.saalelab.platform;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who calls: nobody known, or a person with roles.
 *
 * @param person the person's id, empty for an anonymous caller
 * @param roles what the person may be; empty for an anonymous caller
 */
public record Actor(Optional<UUID> person, Set<Role> roles) {
    /** A caller without any credential. */
    public static final Actor ANONYMOUS = new Actor(Optional.empty(), Set.of());

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** A known person. */
    public static Actor of(UUID person, Set<Role> roles) {
        return new Actor(Optional.of(person), roles);
    }

    /** The person's id, where the contract lets only known persons through. */
    public UUID personId() {
        return person.orElseThrow(
                () -> new IllegalStateException("An anonymous caller reached a use case for persons"));
    }

    /** Whether the caller has the role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }
}
