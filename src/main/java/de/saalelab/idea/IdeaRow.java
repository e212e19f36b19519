package de.saalelab.idea;

import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.db.Columns;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads ideas and calls out of rows. */
final class IdeaRow {
    private IdeaRow() {}

    static Idea idea(Row row) {
        IdeaContent content = new IdeaContent(
                Columns.idIfAny(row, "call_id"),
                row.getString("title"),
                row.getString("text"),
                row.getString("category"),
                row.getString("municipality"),
                place(row));
        return new Idea(
                row.getUUID("id"),
                row.getUUID("author"),
                content,
                IdeaStatus.ofKey(row.getString("status")),
                Columns.textIfAny(row, "reason"),
                row.getInteger("supports"),
                row.getInteger("version"),
                Columns.instant(row, "created_at"),
                Columns.instantIfAny(row, "published_at"));
    }

    static Optional<Place> place(Row row) {
        @Nullable Double latitude = row.getDouble("latitude");
        @Nullable Double longitude = row.getDouble("longitude");
        return latitude == null || longitude == null
                ? Optional.empty()
                : Optional.of(new Place(new GeoPoint(latitude, longitude), Columns.textIfAny(row, "place")));
    }

    static IdeaCall call(Row row) {
        return new IdeaCall(
                row.getUUID("id"),
                row.getString("title"),
                row.getString("summary"),
                row.getString("text"),
                Phase.ofKey(row.getString("phase")),
                Columns.textIfAny(row, "municipality"),
                Columns.instant(row, "opens_at"),
                Columns.instantIfAny(row, "closes_at"),
                row.getInteger("ideas"));
    }
}
