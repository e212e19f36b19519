package de.saalelab.cafe;

import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.LocalTimeJson;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.Problem;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Bookings over HTTP: one's own, those of the desk, and cancelling by code. */
public final class BookingRoutes implements Routes {
    private final BookingService service;
    private final CafeQueries queries;

    public BookingRoutes(BookingService service, CafeQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @Override
    public void bind(Operations operations) {
        operations.write(
                "bookSlot", call -> book(call, new Booker.Self(call.actor().personId())));
        operations.write(
                "bookForSomebody",
                call -> book(call, new Booker.Desk(call.actor().personId())));
        operations.read("listMyBookings", this::listMyBookings);
        operations.read("listDayBookings", this::listDayBookings);
        operations.write("cancelMyBooking", this::cancelMyBooking);
        operations.write("cancelByCode", this::cancelByCode);
    }

    private Reply book(Call call, Booker booker) {
        JsonObject body = call.body();
        BookSlot wish = new BookSlot(booker, UUID.fromString(body.getString("slotId")), visitor(body));
        return service.book(wish, call.once(BookingRoutes::reply));
    }

    private Future<Reply> listMyBookings(Call call) {
        return queries.bookingsOf(call.actor().personId(), call.after(CafeQueries.SOONEST), call.limit())
                .map(page -> Reply.page(page, BookingRoutes::json));
    }

    private Future<Reply> listDayBookings(Call call) {
        return queries.bookingsOfDay(call.id("cafeDayId"), BookingPolicy.seesContact(call.actor()))
                .map(found -> found.map(BookingRoutes::all).orElse(Reply.problem(ProblemType.CAFE_DAY_NOT_FOUND)));
    }

    private Reply cancelMyBooking(Call call) {
        return switch (service.cancel(call.id("bookingId"), call.actor().personId())) {
            case CancelOutcome.Cancelled cancelled -> Reply.noContent();
            case CancelOutcome.NotFound unknown -> Reply.problem(ProblemType.BOOKING_NOT_FOUND);
            case CancelOutcome.SlotOver over -> Reply.problem(ProblemType.SLOT_OVER);
            case CancelOutcome.TooManyTries many -> tooMany(many);
        };
    }

    private Reply cancelByCode(Call call) {
        return switch (service.cancelByCode(call.body().getString("code"), call.address())) {
            case CancelOutcome.Cancelled cancelled ->
                Reply.ok(new JsonObject()
                        .put("state", Booking.State.CANCELLED.key())
                        .put("venue", cancelled.venue())
                        .put("startsAt", LocalTimeJson.of(cancelled.startsAt())));
            case CancelOutcome.NotFound unknown -> Reply.problem(ProblemType.BOOKING_NOT_FOUND);
            case CancelOutcome.SlotOver over -> Reply.problem(ProblemType.SLOT_OVER);
            case CancelOutcome.TooManyTries many -> tooMany(many);
        };
    }

    private static Reply tooMany(CancelOutcome.TooManyTries many) {
        return Reply.problem(Problem.of(ProblemType.TOO_MANY_REQUESTS).retryAfter(many.retryAfterSeconds()));
    }

    private static Reply reply(BookOutcome outcome) {
        return switch (outcome) {
            case BookOutcome.Booked booked ->
                Reply.created("/bookings/" + booked.booking().id(), json(booked.booking()));
            case BookOutcome.SlotNotFound unknown -> Reply.problem(ProblemType.SLOT_NOT_FOUND);
            case BookOutcome.SlotOver over -> Reply.problem(ProblemType.SLOT_OVER);
            case BookOutcome.TopicNotOffered other -> Reply.problem(ProblemType.TOPIC_NOT_OFFERED);
            case BookOutcome.SlotFull full -> {
                JsonArray alternatives = new JsonArray();
                full.alternatives().forEach(slot -> alternatives.add(CafeRoutes.json(slot)));
                yield Reply.problem(Problem.of(ProblemType.SLOT_FULL).with("alternatives", alternatives));
            }
            case BookOutcome.Overlaps overlaps -> Reply.problem(ProblemType.BOOKING_OVERLAPS);
            case BookOutcome.TooMany many -> Reply.problem(ProblemType.TOO_MANY_BOOKINGS);
        };
    }

    private static Reply all(List<Booking> bookings) {
        JsonArray items = new JsonArray();
        bookings.forEach(booking -> items.add(json(booking)));
        return Reply.ok(new JsonObject().put("items", items));
    }

    private static Booking.Visitor visitor(JsonObject body) {
        return new Booking.Visitor(
                body.getString("name"),
                body.getString("topic"),
                Optional.ofNullable(body.getString("phone")),
                Optional.ofNullable(body.getString("email")),
                body.getJsonArray("needs", new JsonArray()).stream()
                        .map(Object::toString)
                        .toList(),
                Optional.ofNullable(body.getString("note")));
    }

    private static JsonObject json(Booking booking) {
        Booking.Visitor visitor = booking.visitor();
        JsonObject json = new JsonObject()
                .put("id", booking.id().toString())
                .put("code", booking.code().printed())
                .put("state", booking.state().key())
                .put("slotId", booking.slotId().toString())
                .put("venue", booking.venue())
                .put("address", booking.address())
                .put("startsAt", LocalTimeJson.of(booking.startsAt()))
                .put("endsAt", LocalTimeJson.of(booking.endsAt()))
                .put("name", visitor.name())
                .put("topic", visitor.topic());
        visitor.phone().ifPresent(phone -> json.put("phone", phone));
        visitor.email().ifPresent(email -> json.put("email", email));
        json.put("needs", new JsonArray(visitor.needs()));
        visitor.note().ifPresent(note -> json.put("note", note));
        return json;
    }
}
