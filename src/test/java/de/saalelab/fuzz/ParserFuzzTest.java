package de.saalelab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.rig.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a parser is given, it reads or refuses them, in time, and never fails in another way. Mutates right inputs, from a printed seed. */
class ParserFuzzTest {
    private static final int INPUTS = Scale.of(5_000, 5_000_000);
    private static final Duration LONGEST = Duration.ofSeconds(Scale.of(5, 1));
    private static final String PARTS = "{}[]\",:\\/0123456789eE+-.truefalsnT Z;q=*%_\u0000\u202e\uD800é中";

    static List<ParserTarget> targets() {
        return ParserTargets.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void parserReadsWhatIsRight(ParserTarget target) {
        assertThat(target.right()).isNotEmpty().allSatisfy(target.parser()::accept);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void parserReadsOrRefuses(ParserTarget target) {
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
