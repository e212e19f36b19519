package de.saalelab.identity;

/**
 * A town or municipality of the county.
 *
 * @param key stable key such as {@code bad-duerrenberg}
 * @param name as people write it
 * @param latitude of its centre, in degrees (WGS 84)
 * @param longitude of its centre, in degrees (WGS 84)
 */
public record Municipality(String key, String name, double latitude, double longitude) {}
