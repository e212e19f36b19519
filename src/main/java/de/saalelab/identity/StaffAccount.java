package de.saalelab.identity;

import de.saalelab.platform.Role;
import java.util.Set;
import java.util.UUID;

/** A member of staff as far as signing in goes. */
record StaffAccount(UUID personId, String displayName, String passwordHash, Set<Role> roles) {}
