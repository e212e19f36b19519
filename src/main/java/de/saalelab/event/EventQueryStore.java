package de.saalelab.event;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is read of events. */
final class EventQueryStore {
    Future<List<EventSummary>> upcoming(Reads reads, Instant now, Optional<Keyset> after, int rows) {
        return reads.list(
                """
                SELECT id, kind, title, summary, starts_at, ends_at, municipality, place
                  FROM event
                 WHERE ends_at > $1
                   AND ($2::timestamptz IS NULL OR (starts_at, id) > ($2, $3::uuid))
                 ORDER BY starts_at, id
                 LIMIT $4
                """,
                row -> new EventSummary(
                        row.getUUID("id"),
                        EventKind.ofKey(row.getString("kind")),
                        row.getString("title"),
                        row.getString("summary"),
                        Columns.instant(row, "starts_at"),
                        Columns.instant(row, "ends_at"),
                        row.getString("municipality"),
                        row.getString("place")),
                now,
                after.map(position -> position.instant(0)),
                after.map(position -> position.id(1)),
                rows);
    }

    Future<Optional<Event>> find(Reads reads, UUID eventId) {
        return reads.first("""
                SELECT event.id, kind, title, summary, text, event.starts_at, event.ends_at, municipality, place, ballot_id,
                       room.ids AS room_ids, room.names AS room_names, room.capacities, room.step_free,
                       slot.ids AS slot_ids, slot.starts AS slot_starts, slot.ends AS slot_ends
                  FROM event
                 CROSS JOIN LATERAL (
                       SELECT coalesce(array_agg(id ORDER BY position), '{}') AS ids,
                              coalesce(array_agg(name ORDER BY position), '{}') AS names,
                              coalesce(array_agg(capacity ORDER BY position), '{}') AS capacities,
                              coalesce(array_agg(step_free ORDER BY position), '{}') AS step_free
                         FROM event_room
                        WHERE event_id = event.id) AS room
                 CROSS JOIN LATERAL (
                       SELECT coalesce(array_agg(id ORDER BY starts_at), '{}') AS ids,
                              coalesce(array_agg(starts_at ORDER BY starts_at), '{}') AS starts,
                              coalesce(array_agg(ends_at ORDER BY starts_at), '{}') AS ends
                         FROM event_slot
                        WHERE event_id = event.id) AS slot
                 WHERE event.id = $1
                """, EventQueryStore::event, eventId);
    }

    private static Event event(Row row) {
        return new Event(
                row.getUUID("id"),
                EventKind.ofKey(row.getString("kind")),
                row.getString("title"),
                row.getString("summary"),
                row.getString("text"),
                Columns.instant(row, "starts_at"),
                Columns.instant(row, "ends_at"),
                row.getString("municipality"),
                row.getString("place"),
                rooms(row),
                slots(row),
                Columns.idIfAny(row, "ballot_id"));
    }

    private static List<Event.Room> rooms(Row row) {
        List<UUID> ids = Columns.ids(row, "room_ids");
        List<String> names = Columns.texts(row, "room_names");
        Integer[] capacities = row.getArrayOfIntegers("capacities");
        Boolean[] stepFree = row.getArrayOfBooleans("step_free");
        List<Event.Room> rooms = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            rooms.add(new Event.Room(ids.get(i), names.get(i), capacities[i], stepFree[i]));
        }
        return rooms;
    }

    private static List<Event.Slot> slots(Row row) {
        List<UUID> ids = Columns.ids(row, "slot_ids");
        var starts = row.getArrayOfOffsetDateTimes("slot_starts");
        var ends = row.getArrayOfOffsetDateTimes("slot_ends");
        List<Event.Slot> slots = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            slots.add(new Event.Slot(ids.get(i), starts[i].toInstant(), ends[i].toInstant()));
        }
        return slots;
    }
}
