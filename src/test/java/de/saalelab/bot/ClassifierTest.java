package de.saalelab.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.bot.training.Trainer;
import de.saalelab.bot.training.TrainingSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    @Test
    void theSameCorpusAndSeedGiveTheSameBytes() {
        byte[] again = Trainer.train(TrainingSet.of(Lessons.ENGLISH), 1, step -> {});

        assertThat(again).isEqualTo(Lessons.MODEL);
    }

    @Test
    void anotherSeedGivesAnotherModel() {
        byte[] other = Trainer.train(TrainingSet.of(Lessons.ENGLISH), 2, step -> {});

        assertThat(other).isNotEqualTo(Lessons.MODEL);
    }

    @Test
    void whatWasLearnedIsRecognised() throws IOException {
        Classifier classifier = Lessons.classifier();
        long right = Lessons.ENGLISH.intents().stream()
                .flatMap(intent -> intent.utterances().stream()
                        .filter(text -> classifier
                                .classify(text)
                                .top()
                                .getFirst()
                                .intent()
                                .equals(intent.id())))
                .count();
        long all = Lessons.ENGLISH.intents().stream()
                .mapToLong(intent -> intent.utterances().size())
                .sum();

        assertThat(right).isGreaterThan(all * 97 / 100);
        assertThat(classifier.language()).isEqualTo("en");
        assertThat(classifier.intents()).hasSameSizeAs(Lessons.ENGLISH.intents());
        assertThat(classifier.stamp()).contains(Lessons.ENGLISH.hash());
    }

    @Test
    void aFileAnswersLikeItsBytes(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("en.model"), Lessons.MODEL);
        String question = "how do I get a new passport";

        assertThat(Classifier.load(file).classify(question))
                .isEqualTo(Lessons.classifier().classify(question));
    }

    @Test
    void candidatesAreThreeAndInOrder() throws IOException {
        Classification answer = Lessons.classifier().classify("my dog barks and the passport is lost");

        assertThat(answer.top()).hasSize(3);
        assertThat(answer.top()).extracting(Candidate::confidence).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(answer.top()).extracting(Candidate::intent).doesNotHaveDuplicates();
        assertThat(answer.top().stream().mapToDouble(Candidate::confidence).sum())
                .isLessThanOrEqualTo(1.000001);
        assertThat(answer.confidence())
                .isEqualTo(answer.top().getFirst().confidence())
                .isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "😀👍🏽❤️", "?!", "xqzvkwj", "xqzvkwj qjzzxwv"})
    void whatCannotBeUnderstoodGoesToAPersonWithoutAGuess(String text) throws IOException {
        assertThat(Lessons.classifier().classify(text)).isEqualTo(new Classification(List.of(), Band.PERSON, 0));
    }

    @Test
    void aPlainQuestionIsAnsweredDirectly() throws IOException {
        Classification answer = Lessons.classifier().classify("my passport has expired and I need a new one");

        assertThat(answer.top().getFirst().intent()).isEqualTo("passport");
        assertThat(answer.band()).isEqualTo(Band.ANSWER);
        assertThat(answer.confidence())
                .isGreaterThanOrEqualTo(Lessons.classifier().answerFrom());
    }

    @Test
    void whatIsOutOfScopeIsNotAnswered() throws IOException {
        Classifier classifier = Lessons.classifier();

        assertThat(List.of("which pasta sauce tastes best", "who scored the most goals", "tell me a funny story"))
                .allSatisfy(text ->
                        assertThat(classifier.classify(text).band()).as(text).isNotEqualTo(Band.ANSWER));
    }

    @Test
    void typingErrorsDoNotMatterMuch() throws IOException {
        Classifier classifier = Lessons.classifier();

        assertThat(classifier
                        .classify("my pasport has expierd")
                        .top()
                        .getFirst()
                        .intent())
                .isEqualTo(classifier
                        .classify("my passport has expired")
                        .top()
                        .getFirst()
                        .intent())
                .isEqualTo("passport");
    }

    @Test
    void manyThreadsGetTheSameAnswers() throws Exception {
        Classifier classifier = Lessons.classifier();
        List<String> questions = Lessons.ENGLISH.intents().stream()
                .flatMap(intent -> intent.utterances().stream())
                .toList();
        Callable<List<Classification>> asking =
                () -> questions.stream().map(classifier::classify).toList();
        List<Classification> alone = asking.call();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<Classification>>> together = threads.invokeAll(Collections.nCopies(8, asking));
            for (Future<List<Classification>> answers : together) {
                assertThat(answers.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void whatIsNoModelIsRefused() {
        byte[] text = "hello".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Classifier.load(new ByteArrayInputStream(text)))
                .isInstanceOf(IOException.class);
    }
}
