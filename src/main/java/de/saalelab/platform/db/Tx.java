package de.saalelab.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One open transaction, as stores see it: straight-line calls that wait for the answer. Only on virtual threads.
 *
 * <p>Parameters are bound, never spliced: {@code $1}, {@code $2} … in the text, in order. An {@link Instant} becomes {@code timestamptz}.
 */
public final class Tx {
    private final SqlConnection connection;
    private final List<Future<RowSet<Row>>> underWay = new ArrayList<>();
    private final Set<PublicData> written = EnumSet.noneOf(PublicData.class);

    Tx(SqlConnection connection) {
        this.connection = connection;
    }

    /** All rows of a statement, each made into a value. */
    public <T> List<T> list(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        return mapped(rows(sql, parameters), map);
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        for (Row row : rows(sql, parameters)) {
            return Optional.of(map.apply(row));
        }
        return Optional.empty();
    }

    /**
     * Sends a statement without waiting for its answer, so that it travels together with the next ones. Ask for the rows, or for the fault, with {@link
     * Later#rows}; a commit waits for all of them.
     */
    public <T> Later<T> later(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        Future<RowSet<Row>> sent = send(sql, parameters);
        underWay.add(sent);
        return () -> mapped(Waiting.on(sent), map);
    }

    /** The answer to a statement that is under way. */
    @FunctionalInterface
    public interface Later<T> {
        /** Waits for all rows, each made into a value. */
        List<T> rows();
    }

    /** What the statements so far have written. */
    Set<PublicData> written() {
        return written;
    }

    /** Waits for everything that was sent; throws the first fault. */
    void settle() {
        underWay.forEach(Waiting::on);
        underWay.clear();
    }

    /**
     * What went wrong first. A statement that was sent and not waited for makes all that follow it fail with a complaint about the transaction alone, and
     * one of those may be heard of before it.
     */
    RuntimeException firstFault(RuntimeException heard) {
        if (!Faults.onlyFollows(heard)) {
            return heard;
        }
        try {
            settle();
            return heard;
        } catch (RuntimeException first) {
            return first;
        }
    }

    /** The only row of a statement that always has one. */
    public <T> T one(String sql, Function<Row, T> map, @Nullable Object... parameters) {
        return first(sql, map, parameters).orElseThrow(() -> new IllegalStateException("A row was expected"));
    }

    /** Runs a statement and says how many rows it touched. */
    public int update(String sql, @Nullable Object... parameters) {
        return rows(sql, parameters).rowCount();
    }

    private static <T> List<T> mapped(RowSet<Row> rows, Function<Row, T> map) {
        List<T> values = new ArrayList<>(rows.size());
        for (Row row : rows) {
            values.add(map.apply(row));
        }
        return values;
    }

    private RowSet<Row> rows(String sql, @Nullable Object... parameters) {
        return Waiting.on(send(sql, parameters));
    }

    private Future<RowSet<Row>> send(String sql, @Nullable Object... parameters) {
        written.addAll(PublicData.writtenBy(sql));
        return connection.preparedQuery(sql).execute(Parameters.tuple(parameters));
    }
}
