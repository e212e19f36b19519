package de.saalelab.platform.db;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads columns as the types that the code uses. */
public final class Columns {
    private Columns() {}

    /** A {@code timestamptz} that is never null. */
    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** A {@code timestamptz} that may be null. */
    public static Optional<Instant> instantIfAny(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    /** A text that may be null. */
    public static Optional<String> textIfAny(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    /** An id that may be null. */
    public static Optional<UUID> idIfAny(Row row, String column) {
        return Optional.ofNullable(row.getUUID(column));
    }

    /** A {@code text[]} that is never null. */
    public static List<String> texts(Row row, String column) {
        return List.of(row.getArrayOfStrings(column));
    }

    /** A {@code uuid[]} that is never null. */
    public static List<UUID> ids(Row row, String column) {
        return List.of(row.getArrayOfUUIDs(column));
    }
}
