package de.saalelab.bot;

import de.saalelab.knowledge.LocalService;
import de.saalelab.platform.text.Language;
import java.util.List;
import java.util.Optional;

/** What the bot says, or why it cannot. */
sealed interface BotOutcome {
    /**
     * The bot is sure.
     *
     * @param language that the texts are in
     * @param service the service with its office, when the topic is one that the directory has
     * @param needsMunicipality whether the office depends on a municipality that nobody named
     */
    record Answer(Language language, Topic topic, Optional<LocalService> service, boolean needsMunicipality)
            implements BotOutcome {}

    /** The bot is not sure, and offers the nearest topics. */
    record Choices(Language language, List<Topic> topics) implements BotOutcome {}

    /** The bot does not know; a person does. */
    record Handover(Language language) implements BotOutcome {}

    /** Somebody is in danger. */
    record Alarm(Language language, Emergency emergency) implements BotOutcome {}

    /** The tapped choice does not exist. */
    record UnknownIntent() implements BotOutcome {}

    /** The municipality does not exist. */
    record UnknownMunicipality() implements BotOutcome {}

    /** Too many questions wait already. */
    record Overloaded() implements BotOutcome {}
}
