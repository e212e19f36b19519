package de.saalelab.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls: one parser, named by its argument, with texts that it makes from what the parser's branches did with earlier ones. */
public final class ParserFuzz {
    /** Not a parser of ours: it fails on one word, so that one can see that a failure is found. */
    static final String CONTROL = "control";

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static @Nullable ParserTarget target;

    private ParserFuzz() {}

    /** Chooses the parser, and loads its classes. */
    public static void fuzzerInitialize(String[] arguments) {
        ParserTarget chosen = arguments[0].equals(CONTROL) ? control() : ParserTargets.named(arguments[0]);
        chosen.right().forEach(chosen.parser());
        target = chosen;
    }

    /** Whatever it throws is a finding. A second of the processor is one too; a second by the clock says more about the machine. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (target == null) {
            return;
        }
        long started = CLOCK.getCurrentThreadCpuTime();
        target.parser().accept(new String(input, StandardCharsets.UTF_8));
        long nanos = CLOCK.getCurrentThreadCpuTime() - started;
        if (nanos > LONGEST_NANOS) {
            throw new IllegalStateException("It took %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
    }

    private static ParserTarget control() {
        return ParserTarget.answering(
                CONTROL,
                text -> {
                    if (text.startsWith("Saale")) {
                        throw new IllegalStateException("The word was found");
                    }
                    return text;
                },
                "x");
    }
}
