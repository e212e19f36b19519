package de.saalelab.cafe;

import de.saalelab.platform.GeoPoint;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the café takes place.
 *
 * @param municipality key of the municipality
 * @param access how to get there: bus, lift, toilet
 */
record Venue(
        UUID id,
        String name,
        String address,
        String municipality,
        GeoPoint position,
        boolean stepFree,
        boolean hearingLoop,
        boolean parking,
        Optional<String> access) {}
