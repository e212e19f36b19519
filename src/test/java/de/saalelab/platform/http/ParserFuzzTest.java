package de.saalelab.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.text.Language;
import de.saalelab.platform.text.TextHygiene;
import de.saalelab.rig.Scale;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a parser is given, it reads or refuses them, in time, and never fails in another way. Mutates right inputs, from a printed seed. */
class ParserFuzzTest {
    private static final int INPUTS = Scale.of(5_000, 5_000_000);
    private static final Duration LONGEST = Duration.ofSeconds(Scale.of(5, 1));
    private static final String PARTS = "{}[]\",:\\/0123456789eE+-.truefalsnT Z;q=*%_\u0000\u202e\uD800é中";

    /** A parser of what comes from outside, with inputs that it reads. */
    record Target(String name, Consumer<String> parser, List<String> right) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Target> targets() {
        return Stream.of(
                new Target(
                        "body",
                        text -> assertThat(JsonBody.parse(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8))))
                                .isNotNull(),
                        List.of("{\"title\":\"Licht\",\"place\":{\"latitude\":51.3,\"x\":[1,null,true,\"\\u00e9\"]}}")),
                new Target(
                        "cursor",
                        text -> refusing(Keyset.Invalid.class, () -> {
                            Keyset keyset = Cursor.decode(text, "newest");
                            return List.of(keyset.text(0), keyset.decimal(0), keyset.integer(0));
                        }),
                        List.of(
                                Cursor.encode(Keyset.of("newest", "12", "x")),
                                Cursor.encode(Keyset.of("newest", "1e3")))),
                new Target(
                        "moment in a cursor",
                        text -> refusing(
                                Keyset.Invalid.class,
                                () -> Keyset.of("newest", text).instant(0)),
                        List.of("2026-11-20T08:00:00.123456Z")),
                new Target(
                        "id in a cursor",
                        text -> refusing(
                                Keyset.Invalid.class,
                                () -> Keyset.of("newest", text).id(0)),
                        List.of("019ab3c2-2222-7c3e-9d55-0f6a2b1c3d4e")),
                new Target(
                        "language",
                        text -> assertThat(Language.negotiate(text)).isNotNull(),
                        List.of("de-simple, en-GB;q=0.8, de;q=0.5, *;q=0.1")),
                new Target(
                        "text",
                        text -> {
                            TextHygiene.defect(text)
                                    .ifPresent(key -> assertThat(key).startsWith("validation."));
                            String clean = TextHygiene.clean(text);
                            assertThat(TextHygiene.clean(clean)).isEqualTo(clean);
                        },
                        List.of("Bru\u0308cke\r\n\tüber")),
                new Target(
                        "place",
                        text -> refusing(IllegalArgumentException.class, () -> GeoPoint.parse(text)),
                        List.of("51.355,11.992")),
                new Target(
                        "database",
                        text -> refusing(IllegalArgumentException.class, () -> DatabaseAddress.parse(text)),
                        List.of("postgresql://user:p%20w@host.example:5432/saalelab")));
    }

    /** Reads it, or fails with the one exception that stands for a refusal. */
    private static <T> void refusing(Class<? extends RuntimeException> refusal, Supplier<T> read) {
        try {
            assertThat(read.get()).isNotNull();
        } catch (RuntimeException e) {
            if (!refusal.isInstance(e)) {
                throw e;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void parserReadsOrRefuses(Target target) {
        long seed = Long.getLong("saalelab.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<String> corpus = new ArrayList<>(target.right());
        for (int i = 0; i < INPUTS; i++) {
            String input = mutated(corpus.get(random.nextInt(corpus.size())), random);
            long started = System.nanoTime();
            try {
                target.parser().accept(input);
            } catch (RuntimeException e) {
                throw new AssertionError("%s fails, -Dsaalelab.seed=%d: %s".formatted(target, seed, input), e);
            }
            assertThat(System.nanoTime() - started).as(input).isLessThan(LONGEST.toNanos());
            if (corpus.size() < 200) {
                corpus.add(input);
            } else {
                corpus.set(random.nextInt(target.right().size(), 200), input);
            }
        }
    }

    private static String mutated(String input, Random random) {
        StringBuilder text = new StringBuilder(input);
        for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            char part = PARTS.charAt(random.nextInt(PARTS.length()));
            switch (random.nextInt(6)) {
                case 0 -> text.insert(at, part);
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 6)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                case 3 -> text.insert(at, String.valueOf(part).repeat(random.nextInt(1, 200)));
                case 4 -> text.setLength(at);
                default -> {
                    if (at < text.length()) {
                        text.setCharAt(at, part);
                    }
                }
            }
        }
        return text.length() > 4_000 ? text.substring(0, 4_000) : text.toString();
    }
}
