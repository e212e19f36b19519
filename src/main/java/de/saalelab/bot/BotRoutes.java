package de.saalelab.bot;

import de.saalelab.knowledge.ServiceDocuments;
import de.saalelab.platform.config.Config;
import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.Problem;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import de.saalelab.platform.text.Language;
import de.saalelab.platform.text.Texts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Questions in one's own words, over HTTP. */
public final class BotRoutes implements Routes {
    /** Who asks for a person gets one with the answer. */
    private static final String CONTACT = "lab-contact";

    private static final int LONGEST_WAIT_SECONDS = 3;

    private final BotService service;
    private final Config.Lab lab;

    public BotRoutes(BotService service, Config.Lab lab) {
        this.service = service;
        this.lab = lab;
    }

    @Override
    public void bind(Operations operations) {
        operations.read("sendBotMessage", this::sendBotMessage);
    }

    private Future<Reply> sendBotMessage(Call call) {
        JsonObject body = call.body();
        BotQuestion question = new BotQuestion(
                body.getString("text"),
                Optional.ofNullable(body.getString("municipality")),
                Optional.ofNullable(body.getString("intent")),
                call.language());
        return service.reply(question).map(this::reply);
    }

    private Reply reply(BotOutcome outcome) {
        return switch (outcome) {
            case BotOutcome.Answer answer -> spoken(answer.language(), json(answer));
            case BotOutcome.Choices choices -> spoken(choices.language(), json(choices));
            case BotOutcome.Handover handover ->
                spoken(
                        handover.language(),
                        said("person", handover.language(), Texts.of(handover.language(), "bot.person"))
                                .put("person", person()));
            case BotOutcome.Alarm alarm -> spoken(alarm.language(), json(alarm));
            case BotOutcome.UnknownIntent unknown -> Reply.problem(ProblemType.UNKNOWN_INTENT);
            case BotOutcome.UnknownMunicipality unknown -> Reply.problem(ProblemType.UNKNOWN_MUNICIPALITY);
            case BotOutcome.Overloaded full -> Reply.problem(overloaded());
        };
    }

    private JsonObject json(BotOutcome.Answer answer) {
        Topic topic = answer.topic();
        boolean simple = answer.language() == Language.SIMPLE_GERMAN;
        JsonObject json = said("answer", answer.language(), simple ? topic.simple() : topic.answer())
                .put("intent", topic.intent())
                .put("title", topic.title());
        answer.service().ifPresent(service -> json.put("service", ServiceDocuments.service(service)));
        if (answer.needsMunicipality()) {
            json.put("needsMunicipality", true);
        }
        return topic.intent().equals(CONTACT) ? json.put("person", person()) : json;
    }

    private JsonObject json(BotOutcome.Choices choices) {
        JsonArray offered = new JsonArray();
        choices.topics()
                .forEach(topic -> offered.add(
                        new JsonObject().put("intent", topic.intent()).put("title", topic.title())));
        return said("choices", choices.language(), Texts.of(choices.language(), "bot.choices"))
                .put("choices", offered)
                .put("person", person());
    }

    private static JsonObject json(BotOutcome.Alarm alarm) {
        String key = "bot.alarm." + alarm.emergency().name().toLowerCase(Locale.ROOT);
        Language language = alarm.language();
        return said("person", language, Texts.of(language, key))
                .put(
                        "person",
                        new JsonObject()
                                .put("name", Texts.of(language, key + ".name"))
                                .put("phone", Texts.of(language, key + ".phone"))
                                .put("hours", Texts.of(language, "bot.alarm.hours")));
    }

    private JsonObject person() {
        JsonObject person = new JsonObject().put("name", lab.name());
        lab.phone().ifPresent(phone -> person.put("phone", phone));
        lab.email().ifPresent(email -> person.put("email", email));
        lab.hours().ifPresent(hours -> person.put("hours", hours));
        return person;
    }

    private static JsonObject said(String kind, Language language, String text) {
        return new JsonObject().put("kind", kind).put("language", tag(language)).put("text", text);
    }

    /** The reply follows the language of the question, whatever the request prefers. */
    private static Reply spoken(Language language, JsonObject json) {
        return Reply.ok(json).header("Content-Language", tag(language));
    }

    private static String tag(Language language) {
        return language == Language.ENGLISH ? "en" : "de";
    }

    /** Spread out, so that those who were turned away together do not come back together. */
    private static Problem overloaded() {
        return Problem.of(ProblemType.OVERLOADED)
                .retryAfter(1 + ThreadLocalRandom.current().nextInt(LONGEST_WAIT_SECONDS));
    }
}
