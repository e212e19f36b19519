package de.saalelab.knowledge;

import java.util.Optional;

/**
 * A service as it stands for somebody in a municipality, at a moment.
 *
 * @param municipality where the asker is; empty when that was not said
 * @param differs whether the responsible office depends on the municipality
 * @param office who answers for it; empty when that depends on an unsaid municipality, or when nobody does
 */
public record LocalService(
        Service service, Optional<String> municipality, boolean differs, Optional<OpenOffice> office) {
    /** An office, and whether it is open. */
    public record OpenOffice(Office office, Opening opening) {}
}
