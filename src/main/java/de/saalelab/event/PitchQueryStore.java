package de.saalelab.event;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pitches with their marks. An event that has none yields no row; one that does not exist is told apart by {@link #eventExists}. */
final class PitchQueryStore {
    private static final String COLUMNS = """
            SELECT pitch.id, pitch.person_id, pitch.title, pitch.text, pitch.pitched_by, pitch.created_at, ballot_option.marks,
                   EXISTS (SELECT 1
                             FROM ballot_mark AS mark
                            WHERE mark.ballot_id = pitch.ballot_id AND mark.voter = $2 AND mark.option_id = pitch.id) AS marked,
                   coalesce(pitch.person_id = $2, false) AS own
              FROM event_pitch AS pitch
              JOIN ballot_option ON ballot_option.ballot_id = pitch.ballot_id AND ballot_option.option_id = pitch.id
             WHERE pitch.event_id = $1
            """;

    private static final String NEWEST = COLUMNS + """
               AND ($3::timestamptz IS NULL OR (pitch.created_at, pitch.id) < ($3, $4::uuid))
             ORDER BY pitch.created_at DESC, pitch.id DESC
             LIMIT $5
            """;

    /** Sorted without an index: all options of one ballot are some dozens, and an index on the counter would slow every mark down. */
    private static final String MOST_MARKS = COLUMNS + """
               AND ($3::int IS NULL OR (ballot_option.marks, pitch.id) < ($3, $4::uuid))
             ORDER BY ballot_option.marks DESC, pitch.id DESC
             LIMIT $5
            """;

    Future<List<PitchView>> list(
            Reads reads, UUID eventId, Optional<UUID> reader, PitchSort sort, Optional<Keyset> after, int rows) {
        @Nullable UUID id = after.map(position -> position.id(1)).orElse(null);
        return switch (sort) {
            case NEWEST ->
                reads.list(
                        NEWEST,
                        PitchQueryStore::view,
                        eventId,
                        reader,
                        after.map(position -> position.instant(0)),
                        id,
                        rows);
            case MOST_MARKS ->
                reads.list(
                        MOST_MARKS,
                        PitchQueryStore::view,
                        eventId,
                        reader,
                        after.map(position -> position.integer(0)),
                        id,
                        rows);
        };
    }

    Future<Boolean> eventExists(Reads reads, UUID eventId) {
        return reads.first("""
                        SELECT id
                          FROM event
                         WHERE id = $1
                        """, row -> row.getUUID("id"), eventId).map(Optional::isPresent);
    }

    private static PitchView view(Row row) {
        Pitch pitch = new Pitch(
                row.getUUID("id"),
                row.getUUID("person_id"),
                row.getString("title"),
                row.getString("text"),
                row.getString("pitched_by"),
                Columns.instant(row, "created_at"));
        return new PitchView(pitch, row.getInteger("marks"), row.getBoolean("marked"), row.getBoolean("own"));
    }
}
