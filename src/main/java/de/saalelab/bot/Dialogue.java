package de.saalelab.bot;

import de.saalelab.platform.text.Language;
import java.util.List;
import java.util.Optional;

/** What to say to a question: answered when sure, asked back when not, handed to a person when lost. It never guesses. */
final class Dialogue {
    private final Understanding understanding;

    Dialogue(Understanding understanding) {
        this.understanding = understanding;
    }

    /** The reply as far as the words go; the directory comes after. Takes a millisecond: not on an event loop. */
    BotOutcome respond(BotQuestion question) {
        Language language = understanding.language(question.text(), question.language());
        return question.intent()
                .map(tapped -> understanding
                        .topic(tapped, language)
                        .map(topic -> answer(question, topic))
                        .orElse(new BotOutcome.UnknownIntent()))
                .orElseGet(() -> classified(question, language));
    }

    private BotOutcome classified(BotQuestion question, Language language) {
        Classification classification = understanding.classify(question.text(), language);
        List<Topic> nearest = classification.top().stream()
                .map(candidate -> understanding.topic(candidate.intent(), language))
                .flatMap(Optional::stream)
                .toList();
        BotOutcome handover = new BotOutcome.Handover(question.spoken(language));
        if (nearest.isEmpty()) {
            return handover;
        }
        return switch (classification.band()) {
            case ANSWER -> answer(question, nearest.getFirst());
            case CHOICES -> new BotOutcome.Choices(question.spoken(language), nearest);
            case PERSON -> handover;
        };
    }

    private static BotOutcome answer(BotQuestion question, Topic topic) {
        return new BotOutcome.Answer(question.spoken(topic.language()), topic, Optional.empty(), false);
    }
}
