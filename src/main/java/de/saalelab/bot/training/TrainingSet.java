package de.saalelab.bot.training;

import de.saalelab.bot.Corpus;
import de.saalelab.bot.Intent;
import de.saalelab.bot.model.Concepts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a model is trained on.
 *
 * @param language de or en
 * @param examples real sentences; the ones that are held out in turn to learn how far the model can be trusted
 * @param support further texts to learn from, never asked: titles, sentences of the answers
 * @param outOfScope sentences that no intent covers
 * @param validation further real sentences that are never learned from, only used for the confidence
 * @param concepts words that mean the same
 * @param hash names this content
 */
public record TrainingSet(
        String language,
        List<Example> examples,
        List<Example> support,
        List<String> outOfScope,
        List<Example> validation,
        Concepts concepts,
        String hash) {
    /** An answer has the right words but not the way that people ask. */
    private static final float ANSWER_WEIGHT = 0.3f;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+");
    private static final int SHORTEST_SENTENCE = 9;

    /** The corpus as it is. */
    public static TrainingSet of(Corpus corpus) {
        List<Example> examples = new ArrayList<>();
        List<Example> support = new ArrayList<>();
        for (Intent intent : corpus.intents()) {
            intent.utterances().forEach(text -> examples.add(new Example(text, intent.id())));
            support.add(new Example(intent.title(), intent.id()));
            for (String text : List.of(intent.answer(), intent.simple())) {
                SENTENCE_END
                        .splitAsStream(text)
                        .filter(sentence -> sentence.length() >= SHORTEST_SENTENCE)
                        .forEach(sentence -> support.add(new Example(sentence, intent.id(), ANSWER_WEIGHT)));
            }
        }
        return new TrainingSet(
                corpus.language(), examples, support, corpus.outOfScope(), List.of(), corpus.concepts(), corpus.hash());
    }

    /** A corpus that is nothing but sentences. */
    static TrainingSet of(
            String language,
            List<Example> examples,
            List<String> outOfScope,
            List<Example> validation,
            Concepts concepts) {
        return new TrainingSet(language, examples, List.of(), outOfScope, validation, concepts, "csv");
    }

    /** The same, with other real sentences and other sentences out of scope. */
    TrainingSet with(List<Example> otherExamples, List<String> otherOutOfScope) {
        return new TrainingSet(language, otherExamples, support, otherOutOfScope, validation, concepts, hash);
    }

    /** All intents that occur, sorted. */
    List<String> intents() {
        return examples.stream().map(Example::intent).distinct().sorted().toList();
    }
}
