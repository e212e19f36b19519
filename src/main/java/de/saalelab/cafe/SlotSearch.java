package de.saalelab.cafe;

import de.saalelab.platform.GeoPoint;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which free slots somebody looks for. Everything may be left open.
 *
 * @param topic key of a topic that must be offered
 * @param municipality key of the venue's municipality
 * @param from first local day
 * @param to last local day
 * @param stepFree whether only venues without steps will do
 * @param near from where distances are told
 */
public record SlotSearch(
        Optional<String> topic,
        Optional<String> municipality,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        boolean stepFree,
        Optional<GeoPoint> near) {}
