package de.saalelab.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAtBuildTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<String> MODELS = List.of("de.model", "en.model", "language.model");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void corpora() throws IOException {
        for (String language : List.of("de", "en")) {
            intent(language, "a", "one " + language, "two " + language);
            intent(language, "b", "three " + language, "four " + language);
        }
    }

    private void intent(String language, String id, String... texts) throws IOException {
        Path intents = Files.createDirectories(
                folder.resolve("corpora").resolve(language).resolve("intents"));
        Files.writeString(
                intents.resolve(id + ".yaml"), """
                intent: %s
                title: %s
                kind: talk
                answer: yes it is
                simple: indeed
                utterances: ["%s"]
                """.formatted(id, id + " " + language, String.join("\", \"", texts)));
    }

    private List<String> trained() throws IOException {
        for (String model : MODELS) {
            Path file = folder.resolve("out").resolve(model);
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
        TrainAtBuild.train(folder.resolve("corpora"), folder.resolve("out"));
        List<String> fresh = new ArrayList<>();
        for (String model : MODELS) {
            if (!Files.getLastModifiedTime(folder.resolve("out").resolve(model))
                    .toInstant()
                    .equals(LONG_AGO)) {
                fresh.add(model);
            }
        }
        return fresh;
    }

    @Test
    void onlyWhatChangedIsTrainedAgain() throws IOException {
        assertThat(trained()).isEqualTo(MODELS);
        assertThat(trained()).isEmpty();

        intent("en", "b", "three en", "five en");
        assertThat(trained()).containsExactly("en.model", "language.model");

        Files.writeString(folder.resolve("out/de.model"), "half a file");
        assertThat(trained()).containsExactly("de.model");
        assertThat(Classifier.load(folder.resolve("out/de.model")).intents()).containsExactly("a", "b");
    }
}
