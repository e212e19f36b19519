package de.saalelab.knowledge;

import de.saalelab.knowledge.LocalService.OpenOffice;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Services and offices as JSON documents of the contract; the bot's answers carry them too. */
public final class ServiceDocuments {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private ServiceDocuments() {}

    static JsonObject summary(Service.Summary service) {
        return new JsonObject()
                .put("key", service.key())
                .put("name", service.name())
                .put("summary", service.summary());
    }

    /** The contract's {@code Service}. */
    public static JsonObject service(LocalService local) {
        Service service = local.service();
        JsonObject json = summary(new Service.Summary(service.key(), service.name(), service.summary()))
                .put("steps", new JsonArray(service.steps()))
                .put("documents", new JsonArray(service.documents()))
                .put("online", service.online())
                .put("level", service.level().name().toLowerCase(Locale.ROOT))
                .put("sample", service.sample());
        service.officialName().ifPresent(name -> json.put("officialName", name));
        service.terms().fee().ifPresent(fee -> json.put("fee", fee));
        service.terms().duration().ifPresent(duration -> json.put("duration", duration));
        service.terms().deadline().ifPresent(deadline -> json.put("deadline", deadline));
        service.terms().link().ifPresent(link -> json.put("link", link));
        local.municipality().ifPresent(municipality -> json.put("municipality", municipality));
        local.office().ifPresent(office -> json.put("office", json(office)));
        return json;
    }

    private static JsonObject json(OpenOffice open) {
        Office office = open.office();
        JsonArray hours = new JsonArray();
        office.hours().forEach(stretch -> hours.add(json(stretch)));
        JsonObject json = new JsonObject()
                .put("key", office.key())
                .put("name", office.name())
                .put("address", office.address())
                .put("stepFree", office.stepFree())
                .put("hours", hours);
        office.position().ifPresent(position -> json.put("position", json(position)));
        office.contact().phone().ifPresent(phone -> json.put("phone", phone));
        office.contact().email().ifPresent(email -> json.put("email", email));
        office.contact().link().ifPresent(link -> json.put("link", link));
        office.access().ifPresent(access -> json.put("access", access));
        office.hoursNote().ifPresent(note -> json.put("hoursNote", note));
        return switch (open.opening()) {
            case Opening.Open now ->
                json.put("open", new JsonObject().put("now", true).put("until", text(now.until())));
            case Opening.Closed closed -> json.put("open", json(closed));
            case Opening.Unknown unknown -> json;
        };
    }

    private static JsonObject json(Opening.Closed closed) {
        JsonObject json = new JsonObject().put("now", false);
        closed.next().ifPresent(next -> json.put("nextDay", text(next.day())).put("nextFrom", text(next.from())));
        return json;
    }

    private static JsonObject json(OpeningHours stretch) {
        return new JsonObject()
                .put("day", text(stretch.day()))
                .put("from", text(stretch.from()))
                .put("to", text(stretch.to()));
    }

    private static JsonObject json(Office.Position position) {
        return new JsonObject().put("latitude", position.latitude()).put("longitude", position.longitude());
    }

    private static String text(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static String text(LocalTime time) {
        return MINUTES.format(time);
    }
}
