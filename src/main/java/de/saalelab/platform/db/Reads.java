package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Single statements that only read, as futures on the event loop; each is one round trip and its own snapshot. Parameters are bound as in {@link Tx}.
 * Some may be answered by a replica; what that one cannot answer, the primary does.
 */
public final class Reads {
    private final SqlClient primary;
    private final Supplier<Optional<Pool>> replica;
    private final Duration longest;

    /** @param longest how long one may take, with waiting for a connection */
    Reads(SqlClient primary, Supplier<Optional<Pool>> replica, Duration longest) {
        this.primary = primary;
        this.replica = replica;
        this.longest = longest;
    }

    /** All rows, each made into a value. */
    public <T> Future<List<T>> list(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        return rows(sql, parameters).map(rows -> {
            List<T> values = new ArrayList<>(rows.size());
            for (Row row : rows) {
                values.add(map.apply(row));
            }
            return values;
        });
    }

    /** The first row, if there is one. */
    public <T> Future<Optional<T>> first(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        return list(sql, map, parameters).map(values -> values.stream().findFirst());
    }

    private Future<RowSet<Row>> rows(String sql, @Nullable Object... parameters) {
        return replica.get()
                .map(pool -> rows(pool, sql, parameters)
                        .recover(fault -> fault instanceof DatabaseUnavailable
                                ? rows(primary, sql, parameters)
                                : Future.failedFuture(fault)))
                .orElseGet(() -> rows(primary, sql, parameters));
    }

    private Future<RowSet<Row>> rows(SqlClient client, String sql, @Nullable Object... parameters) {
        return client.preparedQuery(sql)
                .execute(Parameters.tuple(parameters))
                .timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .recover(fault -> Future.failedFuture(Faults.translate(fault)));
    }
}
