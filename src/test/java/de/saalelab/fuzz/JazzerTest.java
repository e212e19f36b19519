package de.saalelab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.rig.Scale;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parsers under a fuzzer that watches their branches; {@code scripts/fuzz} is the same by hand. */
class JazzerTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void parserThatFailsOnOneWordIsFound() {
        Jazzer.Seen seen = new Jazzer(folder).run(ParserFuzz.CONTROL, List.of("x"), 60);

        assertThat(seen.found()).contains("The word was found");
    }

    @Test
    @Tag("long")
    void everyParserReadsOrRefuses() {
        assertThat(ParserTargets.all())
                .map(target -> new Jazzer(folder).run(target.name(), target.right(), Scale.of(5, 60)))
                .allSatisfy(seen -> {
                    System.out.println(seen);
                    assertThat(seen.found()).isEmpty();
                    assertThat(seen.runs()).isPositive();
                });
    }
}
