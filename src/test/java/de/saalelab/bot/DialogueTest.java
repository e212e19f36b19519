package de.saalelab.bot;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialogueTest {
    private static final Topic CAR = topic("vehicle-deregistration", Language.GERMAN);
    private static final Topic PLATE = topic("licence-plate", Language.GERMAN);
    private static final Topic CAR_IN_ENGLISH = topic("vehicle-deregistration", Language.ENGLISH);

    @Test
    void sureAnswersNearest() {
        assertThat(ask(Band.ANSWER, Language.GERMAN)).isEqualTo(answer(Language.GERMAN, CAR));
    }

    @Test
    void simpleReaderIsAnsweredInSimpleLanguageExceptToEnglish() {
        assertThat(ask(Band.ANSWER, Language.SIMPLE_GERMAN)).isEqualTo(answer(Language.SIMPLE_GERMAN, CAR));
        assertThat(new Dialogue(new Scripted(Band.ANSWER, Language.ENGLISH))
                        .respond(question(Optional.empty(), Language.SIMPLE_GERMAN)))
                .isEqualTo(answer(Language.ENGLISH, CAR_IN_ENGLISH));
    }

    @Test
    void unsureOffersWhatIsNear() {
        assertThat(ask(Band.CHOICES, Language.GERMAN))
                .isEqualTo(new BotOutcome.Choices(Language.GERMAN, List.of(CAR, PLATE)));
    }

    @Test
    void lostNeverGuesses() {
        assertThat(ask(Band.PERSON, Language.GERMAN)).isEqualTo(new BotOutcome.Handover(Language.GERMAN));
    }

    @Test
    void tappedChoiceIsAnsweredWhateverTheModelThinks() {
        Dialogue dialogue = new Dialogue(new Scripted(Band.PERSON, Language.GERMAN));

        assertThat(dialogue.respond(question(Optional.of("licence-plate"), Language.GERMAN)))
                .isEqualTo(answer(Language.GERMAN, PLATE));
        assertThat(dialogue.respond(question(Optional.of("flying-carpet"), Language.GERMAN)))
                .isEqualTo(new BotOutcome.UnknownIntent());
    }

    @Test
    void questionSaysNothingOfItselfToALog() {
        assertThat(question(Optional.empty(), Language.GERMAN)).hasToString("BotQuestion");
    }

    private static BotOutcome ask(Band band, Language reader) {
        return new Dialogue(new Scripted(band, Language.GERMAN)).respond(question(Optional.empty(), reader));
    }

    private static BotQuestion question(Optional<String> intent, Language reader) {
        return new BotQuestion("Wo melde ich mein Auto ab?", Optional.empty(), intent, reader);
    }

    private static BotOutcome answer(Language language, Topic topic) {
        return new BotOutcome.Answer(language, topic, Optional.empty(), false);
    }

    private static Topic topic(String intent, Language language) {
        return new Topic(intent, language, "Titel", "Antwort", "Einfach", Optional.empty());
    }

    /** Knows two topics, one of them in English too, and is always as sure as it was told. */
    private record Scripted(Band band, Language spoken) implements Understanding {
        private static final Map<String, Topic> GERMAN = Map.of(CAR.intent(), CAR, PLATE.intent(), PLATE);

        @Override
        public Language language(String text, Language preferred) {
            return spoken;
        }

        @Override
        public Classification classify(String text, Language language) {
            return new Classification(
                    List.of(new Candidate(CAR.intent(), 0.6), new Candidate(PLATE.intent(), 0.3)), band, 0.6);
        }

        @Override
        public Optional<Topic> topic(String intent, Language language) {
            boolean english = language == Language.ENGLISH && intent.equals(CAR.intent());
            return english ? Optional.of(CAR_IN_ENGLISH) : Optional.ofNullable(GERMAN.get(intent));
        }
    }
}
