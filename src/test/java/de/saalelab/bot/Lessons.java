package de.saalelab.bot;

import de.saalelab.bot.training.Trainer;
import de.saalelab.bot.training.TrainingSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** The English model, trained once for all tests: the smaller corpus, a second's work. */
final class Lessons {
    static final Corpus ENGLISH = Corpus.shipped("en");
    static final byte[] MODEL = Trainer.train(TrainingSet.of(ENGLISH), 1, step -> {});

    private Lessons() {}

    static Classifier classifier() throws IOException {
        return Classifier.load(new ByteArrayInputStream(MODEL));
    }
}
