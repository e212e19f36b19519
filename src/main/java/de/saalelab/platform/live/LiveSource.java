package de.saalelab.platform.live;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A room whose things can be watched. */
public interface LiveSource {
    /** The kind in its topics, such as {@code ballot}. */
    String prefix();

    /** The state now; empty when there is no such thing, or nobody may watch it. */
    Future<Optional<LiveState>> read(UUID id);

    /** The versions now, of many things in one statement. */
    Future<Map<UUID, Long>> versions(Collection<UUID> ids);
}
