package de.saalelab.idea;

import de.saalelab.platform.GeoPoint;
import java.util.Optional;

/** Where an idea belongs: a position, and perhaps how a resident would say it. */
record Place(GeoPoint position, Optional<String> name) {}
