package de.saalelab.platform.db;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Java values as the driver wants them. */
final class Parameters {
    private Parameters() {}

    static Tuple tuple(@Nullable Object... parameters) {
        List<@Nullable Object> bound = new ArrayList<>(parameters.length);
        for (Object parameter : parameters) {
            bound.add(bindable(parameter));
        }
        return Tuple.wrap(bound);
    }

    private static @Nullable Object bindable(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Optional<?> optional -> bindable(optional.orElse(null));
            case null, default -> value;
        };
    }
}
