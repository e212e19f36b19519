package de.saalelab.event;

import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.LocalTimeJson;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.UUID;

/** Events and pitches over HTTP. */
public final class EventRoutes implements Routes {
    private final EventService service;
    private final EventQueries queries;

    public EventRoutes(EventService service, EventQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @Override
    public void bind(Operations operations) {
        operations.page("listEvents", Set.of(PublicData.EVENTS, PublicData.BALLOTS), this::listEvents);
        operations.page("getEvent", Set.of(PublicData.EVENTS, PublicData.BALLOTS), this::getEvent);
        operations.page("listPitches", Set.of(PublicData.EVENTS, PublicData.BALLOTS), this::listPitches);
        operations.write("pitchSession", this::pitchSession);
    }

    private Future<Reply> listEvents(Call call) {
        return queries.upcoming(call.after(EventQueries.NEXT), call.limit())
                .map(page -> Reply.page(page, EventRoutes::json));
    }

    private Future<Reply> getEvent(Call call) {
        return queries.find(call.id("eventId"))
                .map(found ->
                        found.map(event -> Reply.ok(json(event))).orElse(Reply.problem(ProblemType.EVENT_NOT_FOUND)));
    }

    private Future<Reply> listPitches(Call call) {
        PitchSort sort = PitchSort.ofKey(call.text("sort"));
        boolean known = call.actor().person().isPresent();
        return queries.pitches(call.id("eventId"), call.actor().person(), sort, call.after(sort.key()), call.limit())
                .map(found -> found.map(page -> Reply.page(page, view -> json(view, known)))
                        .orElse(Reply.problem(ProblemType.EVENT_NOT_FOUND)));
    }

    private Reply pitchSession(Call call) {
        UUID eventId = call.id("eventId");
        JsonObject body = call.body();
        PitchSession command = new PitchSession(
                eventId,
                call.actor().personId(),
                body.getString("title"),
                body.getString("text"),
                body.getString("pitchedBy"));
        return service.pitch(command, call.once(outcome -> reply(eventId, outcome)));
    }

    private static Reply reply(UUID eventId, PitchOutcome outcome) {
        return switch (outcome) {
            case PitchOutcome.Pitched pitched ->
                Reply.created(
                        "/events/" + eventId + "/pitches", json(new PitchView(pitched.pitch(), 0, false, true), true));
            case PitchOutcome.EventNotFound notFound -> Reply.problem(ProblemType.EVENT_NOT_FOUND);
            case PitchOutcome.Closed closed -> Reply.problem(ProblemType.PITCHING_CLOSED);
            case PitchOutcome.TooMany tooMany -> Reply.problem(ProblemType.TOO_MANY_PITCHES);
        };
    }

    private static JsonObject json(EventSummary event) {
        return new JsonObject()
                .put("id", event.id().toString())
                .put("kind", event.kind().key())
                .put("title", event.title())
                .put("summary", event.summary())
                .put("startsAt", LocalTimeJson.of(event.startsAt()))
                .put("endsAt", LocalTimeJson.of(event.endsAt()))
                .put("municipality", event.municipality())
                .put("place", event.place());
    }

    private static JsonObject json(Event event) {
        JsonArray rooms = new JsonArray();
        event.rooms()
                .forEach(room -> rooms.add(new JsonObject()
                        .put("id", room.id().toString())
                        .put("name", room.name())
                        .put("capacity", room.capacity())
                        .put("stepFree", room.stepFree())));
        JsonArray slots = new JsonArray();
        event.slots()
                .forEach(slot -> slots.add(new JsonObject()
                        .put("id", slot.id().toString())
                        .put("startsAt", LocalTimeJson.of(slot.startsAt()))
                        .put("endsAt", LocalTimeJson.of(slot.endsAt()))));
        JsonObject json = json(EventSummary.of(event))
                .put("text", event.text())
                .put("rooms", rooms)
                .put("slots", slots);
        event.ballotId().ifPresent(ballotId -> json.put("ballotId", ballotId.toString()));
        return json;
    }

    private static JsonObject json(PitchView view, boolean known) {
        JsonObject json = new JsonObject()
                .put("id", view.pitch().id().toString())
                .put("title", view.pitch().title())
                .put("text", view.pitch().text())
                .put("pitchedBy", view.pitch().pitchedBy())
                .put("marks", view.marks())
                .put("own", view.own())
                .put("createdAt", view.pitch().createdAt().toString());
        return known ? json.put("marked", view.marked()) : json;
    }
}
