package de.saalelab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls: one parser, named by its argument, with texts that it makes from what the parser's branches did with earlier ones. */
public final class ParserFuzz {
    private static final int LONGEST = 10_000;
    private static @Nullable ParserTarget target;

    private ParserFuzz() {}

    /** Chooses the parser. */
    public static void fuzzerInitialize(String[] arguments) {
        target = ParserTargets.all().stream()
                .filter(known -> known.name().equals(arguments[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("One of these, please: "
                        + ParserTargets.all().stream().map(ParserTarget::name).collect(Collectors.joining(", "))));
    }

    /** Whatever it throws is a finding. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        if (target != null) {
            target.parser().accept(data.consumeString(LONGEST));
        }
    }
}
