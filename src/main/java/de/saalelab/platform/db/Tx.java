package de.saalelab.platform.db;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One open transaction, as stores see it: straight-line calls that wait for the answer. Only on virtual threads.
 *
 * <p>Parameters are bound, never spliced: {@code $1}, {@code $2} … in the text, in order. An {@link Instant} becomes {@code timestamptz}.
 */
public final class Tx {
    private final SqlConnection connection;

    Tx(SqlConnection connection) {
        this.connection = connection;
    }

    /** All rows of a statement, each made into a value. */
    public <T> List<T> list(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        List<T> values = new ArrayList<>();
        for (Row row : rows(sql, parameters)) {
            values.add(map.apply(row));
        }
        return values;
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        for (Row row : rows(sql, parameters)) {
            return Optional.of(map.apply(row));
        }
        return Optional.empty();
    }

    /** The only row of a statement that always has one. */
    public <T> T one(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        return first(sql, map, parameters).orElseThrow(() -> new IllegalStateException("A row was expected"));
    }

    /** Runs a statement and says how many rows it touched. */
    public int update(String sql, @Nullable Object... parameters) {
        return rows(sql, parameters).rowCount();
    }

    private RowSet<Row> rows(String sql, @Nullable Object... parameters) {
        return Waiting.on(connection.preparedQuery(sql).execute(Parameters.tuple(parameters)));
    }
}
