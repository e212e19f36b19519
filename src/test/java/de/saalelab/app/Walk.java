package de.saalelab.app;

import de.saalelab.platform.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Every operation of the contract at least once, in the forms that make different statements. Each step arranges what it needs and hands back the call,
 * so that the call alone can be watched. Needs a lab with the demo's data.
 */
final class Walk {
    /** One call of an operation; {@link Supplier#get} makes it. */
    record Step(String operationId, String form, Supplier<Supplier<Answer>> arranged) {}

    private static final String PASSWORD = "Saale-Radweg-2026";

    private final TestLab lab;
    private final Random random = new Random(3);
    private final List<Step> steps = new ArrayList<>();
    private final Caller anonymous;
    private final Caller moderator;
    private final Caller desk;

    private Walk(TestLab lab) {
        this.lab = lab;
        anonymous = lab.anonymous();
        moderator = known(lab.staff(Role.MODERATOR));
        desk = known(lab.staff(Role.DESK));
    }

    static List<Step> of(TestLab lab) {
        Walk walk = new Walk(lab);
        walk.identity();
        walk.ideas();
        walk.support();
        walk.moderation();
        walk.events();
        walk.ballots();
        walk.cafe();
        walk.bookings();
        walk.knowledgeAndBot();
        walk.inbox();
        return walk.steps;
    }

    private void identity() {
        add("registerDevice", "", () -> () -> anonymous.send("POST", "/devices", Optional.empty()));
        reads("getMe", this::phone, "/me");
        add(
                "signIn",
                "",
                () -> () -> anonymous.post(
                        "/sessions", new JsonObject().put("login", "moderation").put("password", PASSWORD)));
        reads("getSession", () -> desk, "/session");
        add("signOut", "", () -> {
            Caller staff = known(lab.staff(Role.EDITOR));
            return () -> staff.delete("/session");
        });
        reads("listMunicipalities", () -> anonymous, "/municipalities");
        add("askForEmailCode", "", () -> {
            Caller phone = phone();
            return () -> phone.put("/me/email-code", new JsonObject().put("email", freshAddress()));
        });
        add("confirmEmailCode", "", () -> {
            Caller phone = phone();
            String address = freshAddress();
            phone.put("/me/email-code", new JsonObject().put("email", address));
            lab.deliverMails();
            return () -> phone.put("/me/email", new JsonObject().put("code", TestMail.codeFor(address)));
        });
        add("removeEmail", "", () -> {
            Caller phone = phone();
            return () -> phone.delete("/me/email");
        });
    }

    private static String freshAddress() {
        return "walker-" + UUID.randomUUID() + "@post.example";
    }

    private void ideas() {
        pages("listCalls", () -> anonymous, "/calls?limit=1");
        reads("getCall", () -> anonymous, "/calls/" + first("/calls"));
        String call = first("/calls");
        for (String filter : List.of(
                "",
                "&call=" + call,
                "&category=mobility",
                "&municipality=merseburg",
                "&status=published",
                "&q=Radweg")) {
            pages("listIdeas", () -> anonymous, "/ideas?limit=1" + filter);
            pages("listIdeas", this::phone, "/ideas?limit=1&sort=most-supported" + filter);
            pages("listIdeas", () -> anonymous, "/ideas?limit=1&sort=near&near=51.3,11.9" + filter);
        }
        pages("listIdeas", this::phone, "/ideas?limit=1&sort=relevance&q=Saale");
        add("createIdea", "", () -> {
            Caller author = phone();
            return () -> author.create("/ideas", Ideas.idea("Licht am Saaleradweg"));
        });
        add("createIdea", "in a call", () -> {
            Caller author = phone();
            return () ->
                    author.create("/ideas", Ideas.idea("Licht am Saaleradweg").put("callId", call));
        });
        pages("listMyIdeas", this::author, "/me/ideas?limit=1");
        reads("getIdea", () -> anonymous, "/ideas/" + first("/ideas"));
        reads("getIdea", this::phone, "/ideas/" + first("/ideas"));
        add("editIdea", "", () -> {
            Caller author = phone();
            Answer draft =
                    author.create("/ideas", Ideas.idea("Licht am Saaleradweg").put("submit", false));
            Caller ready = author.with("If-Match", draft.header("ETag").orElseThrow());
            return () -> ready.put("/ideas/" + draft.json().getString("id"), Ideas.idea("Licht am Radweg"));
        });
        add("withdrawIdea", "", () -> {
            Caller author = phone();
            String id = Ideas.submit(author, Ideas.idea("Licht am Saaleradweg"));
            return () -> author.delete("/ideas/" + id);
        });
    }

    private void support() {
        String idea = first("/ideas");
        add("supportIdea", "", () -> {
            Caller phone = phone();
            return () -> phone.put("/ideas/" + idea + "/support");
        });
        add("withdrawSupport", "", () -> {
            Caller phone = phone();
            phone.put("/ideas/" + idea + "/support");
            return () -> phone.delete("/ideas/" + idea + "/support");
        });
    }

    private void moderation() {
        for (String filter : List.of("", "&municipality=merseburg")) {
            pages("listReviewCases", () -> moderator, "/review-cases?limit=1" + filter);
            pages("listReviewCases", () -> moderator, "/review-cases?limit=1&state=decided" + filter);
        }
        add("getReviewCase", "", () -> {
            String open = openCase();
            return () -> moderator.get("/review-cases/" + open);
        });
        for (String decision : List.of("publish", "return", "decline")) {
            add("decideReviewCase", decision, () -> {
                String open = openCase();
                Caller ready = moderator.with(
                        "If-Match",
                        moderator.get("/review-cases/" + open).header("ETag").orElseThrow());
                JsonObject body = new JsonObject().put("decision", decision).put("reason", "Bitte genauer.");
                return () -> ready.put("/review-cases/" + open + "/decision", body);
            });
        }
    }

    private void events() {
        Barcamps.Barcamp barcamp = Barcamps.open(lab, 6);
        pages("listEvents", () -> anonymous, "/events?limit=1");
        reads("getEvent", () -> anonymous, barcamp.event());
        pages("listPitches", () -> anonymous, barcamp.event() + "/pitches?limit=1");
        pages("listPitches", this::phone, barcamp.event() + "/pitches?limit=1&sort=most-marks");
        add("pitchSession", "", () -> {
            Caller phone = phone();
            return () -> phone.create(barcamp.event() + "/pitches", Barcamps.pitch("Wohngeld in zehn Minuten"));
        });
    }

    private void ballots() {
        Barcamps.Barcamp barcamp = Barcamps.open(lab, 6);
        reads("getBallot", () -> anonymous, barcamp.ballot());
        reads("getBallot", this::phone, barcamp.ballot());
        reads("getBallotResults", () -> anonymous, barcamp.ballot() + "/results");
        add("castMark", "", () -> {
            Caller phone = phone();
            return () -> phone.put(barcamp.mark(0));
        });
        add("castMark", "moved", () -> {
            Caller phone = phone();
            phone.put(barcamp.mark(0));
            return () ->
                    phone.put(barcamp.mark(1) + "?from=" + barcamp.pitches().getFirst());
        });
        add("takeBackMark", "", () -> {
            Caller phone = phone();
            phone.put(barcamp.mark(0));
            return () -> phone.delete(barcamp.mark(0));
        });
        add("closeBallot", "", () -> {
            String ballot = Barcamps.open(lab, 2).ballot();
            return () -> moderator.put(ballot + "/closing");
        });
    }

    private void cafe() {
        reads("listCafeTopics", () -> anonymous, "/cafe-topics");
        reads("listVenues", () -> anonymous, "/venues");
        for (String filter : List.of(
                "",
                "&topic=smartphone",
                "&municipality=merseburg",
                "&stepFree=true",
                "&from=2026-01-01&to=2036-01-01")) {
            pages("listFreeSlots", () -> anonymous, "/slots?limit=1" + filter);
            pages("listFreeSlots", () -> anonymous, "/slots?limit=1&sort=near&near=51.3,11.9" + filter);
        }
        pages("listCafeDays", () -> anonymous, "/cafe-days?limit=1");
        reads("listDayBookings", () -> desk, "/cafe-days/" + first("/cafe-days") + "/bookings");
    }

    private void bookings() {
        add("bookSlot", "", () -> {
            Caller phone = phone();
            JsonObject wish = wish();
            return () -> phone.create("/bookings", wish);
        });
        add("bookForSomebody", "", () -> {
            JsonObject wish = wish();
            return () -> desk.create("/desk/bookings", wish);
        });
        pages("listMyBookings", this::booker, "/me/bookings?limit=1");
        add("cancelMyBooking", "", () -> {
            Caller phone = phone();
            String id = phone.create("/bookings", wish()).json().getString("id");
            return () -> phone.delete("/bookings/" + id);
        });
        add("cancelByCode", "", () -> {
            String code = desk.create("/desk/bookings", wish()).json().getString("code");
            return () -> anonymous.post("/booking-cancellations", new JsonObject().put("code", code));
        });
    }

    private void knowledgeAndBot() {
        pages("listServices", () -> anonymous, "/services?limit=1");
        pages("listServices", () -> anonymous.with("Accept-Language", "en"), "/services?limit=1");
        pages("listServices", () -> anonymous, "/services?limit=1&q=auto");
        for (String query : List.of("", "?municipality=schkopau")) {
            reads("getService", () -> anonymous, "/services/vehicle-deregistration" + query);
        }
        for (String text : List.of("Wo melde ich mein Auto ab?", "Termin", "Wie wird das Wetter morgen?")) {
            add(
                    "sendBotMessage",
                    text,
                    () -> () -> anonymous.post(
                            "/bot/messages", new JsonObject().put("text", text).put("municipality", "schkopau")));
        }
    }

    private void inbox() {
        pages("listInbox", this::told, "/me/inbox?limit=1");
        add("markInboxMessageRead", "", () -> {
            Caller phone = told();
            String message = phone.get("/me/inbox").items().getFirst().getString("id");
            return () -> phone.put("/me/inbox/" + message + "/read");
        });
    }

    private void add(String operationId, String form, Supplier<Supplier<Answer>> arranged) {
        steps.add(new Step(operationId, form, arranged));
    }

    private void reads(String operationId, Supplier<Caller> caller, String path) {
        add(operationId, path, () -> {
            Caller ready = caller.get();
            return () -> ready.get(path);
        });
    }

    /** The first page and the one behind it. */
    private void pages(String operationId, Supplier<Caller> caller, String path) {
        reads(operationId, caller, path);
        add(operationId, path + " and on", () -> {
            Caller ready = caller.get();
            String next = ready.get(path).json().getString("next");
            return () -> ready.get(next == null ? path : path + "&after=" + next);
        });
    }

    private String first(String list) {
        JsonObject first = anonymous.get(list).items().getFirst();
        return first.getString("id");
    }

    /** Somebody whose credential the server has looked up already. */
    private static Caller known(Caller caller) {
        caller.get("/me");
        return caller;
    }

    private Caller phone() {
        return known(lab.citizen());
    }

    private Caller author() {
        Caller author = phone();
        for (int i = 0; i < 3; i++) {
            Ideas.submit(author, Ideas.idea("Idee Nummer " + i));
        }
        return author;
    }

    private Caller booker() {
        Caller booker = phone();
        booker.create("/bookings", wish());
        return booker;
    }

    private Caller told() {
        Caller author = phone();
        Ideas.publish(lab, author, Ideas.idea("Bank an der Saale"));
        Ideas.publish(lab, author, Ideas.idea("Brunnen am Markt"));
        lab.deliverEvents();
        return author;
    }

    private String openCase() {
        return Ideas.caseOf(lab, Ideas.submit(phone(), Ideas.idea("Licht am Saaleradweg")));
    }

    /** A wish for some slot that is free. */
    private JsonObject wish() {
        List<JsonObject> free = anonymous.get("/slots?limit=100").items();
        JsonObject slot = free.get(random.nextInt(free.size()));
        JsonArray topics = slot.getJsonArray("topics");
        return new JsonObject(new HashMap<>(Map.of(
                        "slotId",
                        slot.getString("id"),
                        "name",
                        "Frau " + UUID.randomUUID().toString().substring(0, 8))))
                .put("topic", topics.getString(0));
    }
}
