package de.saalelab.identity;

import de.saalelab.platform.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A signed-in member of staff. */
record StaffSession(UUID personId, String displayName, Set<Role> roles, String csrfToken, Instant expiresAt) {}
