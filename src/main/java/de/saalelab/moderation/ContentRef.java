package de.saalelab.moderation;

import java.util.UUID;

/**
 * Some room's content, without knowing the room.
 *
 * @param kind what it is, such as {@code idea}
 * @param id which one
 */
public record ContentRef(String kind, UUID id) {}
