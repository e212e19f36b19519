package de.saalelab.bench;

import org.jspecify.annotations.Nullable;

/** Takes the rows of a table one by one, so that ten millions never stand in memory. */
interface Rows {
    /** One row, in the order of the table's columns. */
    void row(@Nullable Object... values);

    /**
     * One table's share of the world.
     *
     * @param name the table
     * @param columns as COPY takes them
     * @param source writes all rows, the same each time
     */
    record Table(String name, String columns, Source source) {}

    /** Where rows come from. */
    interface Source {
        void writeTo(Rows rows);
    }
}
