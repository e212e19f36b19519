package de.saalelab.bot;

import de.saalelab.identity.IdentityQueries;
import de.saalelab.knowledge.KnowledgeQueries;
import de.saalelab.knowledge.LocalService;
import de.saalelab.knowledge.ServiceAnswer;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers questions. It only reads, and keeps nothing of what it is asked. */
public final class BotService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BotService.class);

    private final CompletableFuture<Dialogue> dialogue = new CompletableFuture<>();
    private final KnowledgeQueries knowledge;
    private final Places places;
    private final ThinkingRoom room = new ThinkingRoom();

    /** Knows nothing until it is told to load. */
    public BotService(KnowledgeQueries knowledge, IdentityQueries identity, Clock clock) {
        this.knowledge = knowledge;
        this.places = new Places(identity, clock);
    }

    /**
     * Begins to load what was learned when the program was built. It takes a third of a second of the processor, so the rest of the start goes first; early
     * questions wait for it, in their short queue.
     */
    public void load() {
        Thread.ofPlatform().daemon().name("bot-load").start(() -> {
            try {
                dialogue.complete(new Dialogue(LearnedUnderstanding.load()));
            } catch (RuntimeException e) {
                LOG.error("The bot's models cannot be loaded; every question will fail", e);
                dialogue.completeExceptionally(e);
            }
        });
    }

    /** An alarm needs neither database nor model, and no place in a queue. */
    Future<BotOutcome> reply(BotQuestion question) {
        Optional<BotOutcome> alarm = EmergencyPolicy.hear(question.text())
                .map(heard -> new BotOutcome.Alarm(question.spoken(heard.language()), heard.emergency()));
        return alarm.isPresent()
                ? Future.succeededFuture(alarm.get())
                : places.names().compose(names -> reply(question, names));
    }

    private Future<BotOutcome> reply(BotQuestion question, PlaceNames names) {
        if (question.municipality().filter(key -> !names.has(key)).isPresent()) {
            return Future.succeededFuture(new BotOutcome.UnknownMunicipality());
        }
        Optional<String> municipality = names.in(question.text()).or(question::municipality);
        return room.think(() -> dialogue.join().respond(question))
                .recover(fault -> fault instanceof ThinkingRoom.Full
                        ? Future.succeededFuture(new BotOutcome.Overloaded())
                        : Future.failedFuture(fault))
                .compose(outcome -> outcome instanceof BotOutcome.Answer answer
                        ? withService(answer, municipality)
                        : Future.succeededFuture(outcome));
    }

    /** A service that the directory does not have is answered by the words alone. */
    private Future<BotOutcome> withService(BotOutcome.Answer answer, Optional<String> municipality) {
        if (answer.topic().service().isEmpty()) {
            return Future.succeededFuture(answer);
        }
        return knowledge
                .service(answer.topic().service().get(), municipality, answer.language())
                .map(found -> switch (found) {
                    case ServiceAnswer.Found there -> with(answer, there.service());
                    case ServiceAnswer.UnknownService gone -> answer;
                    case ServiceAnswer.UnknownMunicipality gone -> new BotOutcome.UnknownMunicipality();
                });
    }

    private static BotOutcome with(BotOutcome.Answer answer, LocalService service) {
        boolean needed = service.differs() && service.municipality().isEmpty();
        return new BotOutcome.Answer(answer.language(), answer.topic(), Optional.of(service), needed);
    }

    @Override
    public void close() {
        room.close();
    }
}
