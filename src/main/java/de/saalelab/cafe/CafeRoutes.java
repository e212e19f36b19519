package de.saalelab.cafe;

import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.db.Page;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.LocalTimeJson;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.Problem;
import de.saalelab.platform.http.Problem.InputError;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Topics, venues, café days and free slots over HTTP. */
public final class CafeRoutes implements Routes {
    private final CafeQueries queries;

    public CafeRoutes(CafeQueries queries) {
        this.queries = queries;
    }

    @Override
    public void bind(Operations operations) {
        operations.page(
                "listCafeTopics",
                Set.of(PublicData.CAFE),
                call -> queries.topics().map(all -> items(all, CafeRoutes::json)));
        operations.page(
                "listVenues",
                Set.of(PublicData.CAFE),
                call -> queries.venues().map(all -> items(all, CafeRoutes::json)));
        operations.page("listFreeSlots", Set.of(PublicData.CAFE), this::listFreeSlots);
        operations.page("listCafeDays", Set.of(PublicData.CAFE), this::listCafeDays);
    }

    private Future<Reply> listFreeSlots(Call call) {
        Optional<GeoPoint> near;
        try {
            near = call.textIfAny("near").map(GeoPoint::parse);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(wrong("near", "validation.invalid"));
        }
        SlotSearch search = new SlotSearch(
                call.textIfAny("topic"),
                call.textIfAny("municipality"),
                call.dateIfAny("from"),
                call.dateIfAny("to"),
                call.flagIfAny("stepFree").orElse(false),
                near);
        String sort = call.text("sort");
        if (sort.equals(CafeQueries.NEAR)) {
            return near.isEmpty()
                    ? Future.succeededFuture(wrong("near", "validation.required"))
                    : page(queries.nearestSlots(search, call.after(sort), call.limit()));
        }
        return page(queries.soonestSlots(search, call.after(sort), call.limit()));
    }

    private Future<Reply> listCafeDays(Call call) {
        return queries.days(call.after(CafeQueries.SOONEST), call.limit())
                .map(page -> Reply.page(page, CafeRoutes::json));
    }

    private static Future<Reply> page(Future<Page<FreeSlot>> slots) {
        return slots.map(page -> Reply.page(page, CafeRoutes::json));
    }

    private static Reply wrong(String parameter, String textKey) {
        return Reply.problem(
                Problem.of(ProblemType.INVALID_REQUEST, List.of(new InputError(parameter, textKey, List.of()))));
    }

    private static <T> Reply items(List<T> all, Function<T, JsonObject> json) {
        JsonArray items = new JsonArray();
        all.forEach(one -> items.add(json.apply(one)));
        return Reply.ok(new JsonObject().put("items", items));
    }

    static JsonObject json(FreeSlot slot) {
        JsonObject json = new JsonObject()
                .put("id", slot.id().toString())
                .put("venueId", slot.venueId().toString())
                .put("venue", slot.venue())
                .put("municipality", slot.municipality())
                .put("startsAt", LocalTimeJson.of(slot.startsAt()))
                .put("endsAt", LocalTimeJson.of(slot.endsAt()))
                .put("free", slot.free())
                .put("topics", new JsonArray(slot.topics()))
                .put("stepFree", slot.stepFree());
        slot.distanceMetres().ifPresent(metres -> json.put("distanceMetres", metres));
        return json;
    }

    private static JsonObject json(CafeTopic topic) {
        return new JsonObject()
                .put("key", topic.key())
                .put("name", topic.name())
                .put("hint", topic.hint());
    }

    private static JsonObject json(Venue venue) {
        JsonObject json = new JsonObject()
                .put("id", venue.id().toString())
                .put("name", venue.name())
                .put("address", venue.address())
                .put("municipality", venue.municipality())
                .put(
                        "position",
                        new JsonObject()
                                .put("latitude", venue.position().latitude())
                                .put("longitude", venue.position().longitude()))
                .put("stepFree", venue.stepFree())
                .put("hearingLoop", venue.hearingLoop())
                .put("parking", venue.parking());
        venue.access().ifPresent(access -> json.put("access", access));
        return json;
    }

    private static JsonObject json(CafeDay day) {
        return new JsonObject()
                .put("id", day.id().toString())
                .put("venueId", day.venueId().toString())
                .put("venue", day.venue())
                .put("municipality", day.municipality())
                .put("startsAt", LocalTimeJson.of(day.startsAt()))
                .put("endsAt", LocalTimeJson.of(day.endsAt()))
                .put("topics", new JsonArray(day.topics()))
                .put("capacity", day.capacity())
                .put("taken", day.taken());
    }
}
