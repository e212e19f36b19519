package de.saalelab.bot.model;

import de.saalelab.rig.ArtefactServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Repairing words against the vocabulary of the shipped German texts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SpellingRepairJmh {
    private static final float MOST_COMMON = 99;

    private final SpellingRepair repair = new SpellingRepair(vocabulary());
    private final List<String> right = List.of("personalausweis", "beantragen");
    private final List<String> mistyped = List.of("personalauswies", "beantargen");

    private static Map<String, Float> vocabulary() {
        Map<String, Float> words = new HashMap<>();
        try (Stream<Path> files = Files.walk(ArtefactServer.project().resolve("nlp-models/de"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                for (String word :
                        Files.readString(file).toLowerCase(Locale.GERMAN).split("[^\\p{L}]+", -1)) {
                    words.merge(word, 1f, (a, b) -> Math.min(MOST_COMMON, a + b));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    @Benchmark
    public Object twoKnownWords() {
        return repair.repair(right);
    }

    @Benchmark
    public Object twoMistypedWords() {
        return repair.repair(mistyped);
    }
}
