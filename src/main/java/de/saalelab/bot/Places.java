package de.saalelab.bot;

import de.saalelab.identity.IdentityQueries;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The names of the municipalities, from memory. They change once in years; a minute is soon enough. */
final class Places {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Known(PlaceNames names, Instant until) {}

    private final IdentityQueries identity;
    private final Clock clock;
    private volatile @Nullable Known known;

    Places(IdentityQueries identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    Future<PlaceNames> names() {
        Known now = known;
        if (now != null && clock.instant().isBefore(now.until())) {
            return Future.succeededFuture(now.names());
        }
        return identity.municipalities().map(municipalities -> {
            PlaceNames names = new PlaceNames(municipalities);
            known = new Known(names, clock.instant().plus(FRESH));
            return names;
        });
    }
}
