package de.saalelab.platform.db;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items at most as many as were asked for
 * @param next where the next page begins; empty when this was the last
 */
public record Page<T>(List<T> items, Optional<Keyset> next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page from rows read with one row more than asked for, which only tells that there are more.
     *
     * @param rows up to {@code limit + 1} rows
     * @param limit items per page
     * @param position the position of an item in the sort
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Keyset> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, Optional.of(position.apply(items.getLast())));
    }

    /** The same page of other things. */
    public <R> Page<R> map(Function<T, R> map) {
        return new Page<>(items.stream().map(map).toList(), next);
    }
}
