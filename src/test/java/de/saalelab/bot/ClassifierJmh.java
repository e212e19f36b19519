package de.saalelab.bot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One question to the shipped German model. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ClassifierJmh {
    private static final String[] QUESTIONS = {
        "Wo melde ich mein Auto ab?",
        "Ich brauche einen neuen Personalausweis",
        "Wie beantrage ich Wohngeld?",
        "Geburtsurkunde bestelen",
        "Wann hat das Bürgerbüro auf?",
        "Wie wird das Wetter morgen?"
    };

    private final Classifier classifier = shipped();
    private int asked;

    private static Classifier shipped() {
        try (InputStream in = ClassifierJmh.class.getResourceAsStream("/models/de.model")) {
            return Classifier.load(Objects.requireNonNull(in, "no German model among the classes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public Object classify() {
        return classifier.classify(QUESTIONS[asked++ % QUESTIONS.length]);
    }
}
