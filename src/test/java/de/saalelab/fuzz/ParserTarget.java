package de.saalelab.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A parser of what comes from outside.
 *
 * @param name of letters and hyphens
 * @param parser reads or refuses a text; whatever else it does is an exception or an error
 * @param right inputs that it reads
 */
public record ParserTarget(String name, Consumer<String> parser, List<String> right) {
    public ParserTarget {
        right = List.copyOf(right);
    }

    /** A parser that answers with something, also for what it refuses. */
    public static ParserTarget answering(String name, Function<String, ?> parser, String... right) {
        return new ParserTarget(name, text -> Objects.requireNonNull(parser.apply(text)), List.of(right));
    }

    /** A parser that refuses by one kind of exception. */
    public static ParserTarget refusing(
            String name, Class<? extends RuntimeException> refusal, Function<String, ?> parser, String... right) {
        return new ParserTarget(name, text -> refusing(refusal, () -> parser.apply(text)), List.of(right));
    }

    /** As above, for one that reads a file; the file has the given name. */
    public static ParserTarget ofFile(
            String name,
            String fileName,
            Class<? extends RuntimeException> refusal,
            Function<Path, ?> parser,
            String... right) {
        Path folder = Path.of("target", "parsers", name);
        return refusing(name, refusal, text -> parser.apply(written(folder, fileName, text)), right);
    }

    private static Path written(Path folder, String fileName, String text) {
        try {
            return Files.write(
                    Files.createDirectories(folder).resolve(fileName), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refusing(Class<? extends RuntimeException> refusal, Supplier<?> read) {
        try {
            Objects.requireNonNull(read.get());
        } catch (RuntimeException e) {
            if (!refusal.isInstance(e)) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
