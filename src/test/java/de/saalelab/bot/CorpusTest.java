package de.saalelab.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {
    private static final String DOG_TAX = """
            intent: dog-tax
            title: Hund anmelden
            kind: service
            service: dog-tax
            answer: Den Hund melden Sie im Rathaus an.
            simple: Sie haben einen Hund?
            utterances:
              - "Wo melde ich meinen Hund an?"
              - "hundesteuer"
            """;

    @TempDir
    private Path root = Path.of("");

    private Path intents = Path.of("");

    @BeforeEach
    void folder() throws IOException {
        intents = Files.createDirectories(root.resolve("de/intents"));
    }

    private void write(String id, String yaml) throws IOException {
        Files.writeString(intents.resolve(id + ".yaml"), yaml);
    }

    @Test
    void readsIntentsConceptsAndWhatIsOutOfScope() throws IOException {
        write("dog-tax", DOG_TAX);
        Files.writeString(root.resolve("de/out-of-scope.txt"), "# Wetter\nRegnet es?\n\n");
        Files.writeString(root.resolve("de/concepts.txt"), "hund = Dackel\n");

        Corpus corpus = Corpus.read(root, "de");

        assertThat(corpus.intents()).singleElement().satisfies(intent -> {
            assertThat(intent.id()).isEqualTo("dog-tax");
            assertThat(intent.kind()).isEqualTo(Intent.Kind.SERVICE);
            assertThat(intent.service()).isEqualTo("dog-tax");
            assertThat(intent.utterances()).containsExactly("Wo melde ich meinen Hund an?", "hundesteuer");
        });
        assertThat(corpus.outOfScope()).containsExactly("Regnet es?");
        assertThat(corpus.concepts().words()).containsExactly("dackel");
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> Corpus.read(root, "fr"))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("fr")
                .hasMessageContaining("is not a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"intent", "title", "kind", "service", "answer", "simple", "utterances"})
    void aMissingFieldIsNamedWithItsFile(String field) throws IOException {
        write("dog-tax", DOG_TAX.replace(field + ":", field + "x:").replaceAll(field + "x:.*", ""));

        assertThatThrownBy(() -> Corpus.read(root, "de"))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("dog-tax.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: service | kind: servcie | field 'kind' 'servcie' is not one of",
                "intent: dog-tax | intent: cat-tax | field 'intent' 'cat-tax' does not match the file's name",
                "intent: dog-tax | intent: Dog Tax | field 'intent' 'Dog Tax' is not lower-case",
                "title: Hund anmelden | titel: Hund anmelden | field 'titel' is not a field",
                "title: Hund anmelden | title: 7 | field 'title' must be a text",
                "kind: service | kind: lab | field 'service' is only for kind 'service'",
                "\"hundesteuer\" | \"\" | field 'utterances[1]' must be a sentence",
                "\"hundesteuer\" | 2026 | field 'utterances[1]' must be a sentence",
                "\"hundesteuer\" | \"wo melde ich MEINEN Hund an?\" | field 'utterances[1]'",
                "title: Hund anmelden | title: \"Hund | line"
            })
    void whatIsWrongIsToldExactly(String right, String wrong, String complaint) throws IOException {
        write("dog-tax", DOG_TAX.replace(right, wrong));

        assertThatThrownBy(() -> Corpus.read(root, "de"))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("dog-tax.yaml")
                .hasMessageContaining(complaint);
    }

    @Test
    void aSentenceBelongsToOneIntent() throws IOException {
        write("dog-tax", DOG_TAX);
        write("dogs", DOG_TAX.replace("intent: dog-tax", "intent: dogs"));

        assertThatThrownBy(() -> Corpus.read(root, "de"))
                .hasMessageContaining("dogs.yaml")
                .hasMessageContaining("is an utterance of 'dog-tax' too");
    }

    @Test
    void brokenConceptsAreToldWithTheirLine() throws IOException {
        write("dog-tax", DOG_TAX);
        Files.writeString(root.resolve("de/concepts.txt"), "hund = Dackel\nkatze\n");

        assertThatThrownBy(() -> Corpus.read(root, "de"))
                .hasMessageContaining("concepts.txt")
                .hasMessageContaining("line 2");
    }

    @Test
    void theHashChangesWithTheContentOnly() throws IOException {
        write("dog-tax", DOG_TAX);
        String before = Corpus.read(root, "de").hash();
        write("dog-tax", DOG_TAX + "\n");
        String touched = Corpus.read(root, "de").hash();
        write("dog-tax", DOG_TAX.replace("hundesteuer", "Hundesteuer"));
        String changed = Corpus.read(root, "de").hash();

        assertThat(touched).isEqualTo(before);
        assertThat(changed).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void theShippedCorpusIsWhole(String language) {
        Corpus corpus = Corpus.shipped(language);

        assertThat(corpus.intents()).hasSizeGreaterThan(30);
        assertThat(corpus.outOfScope()).hasSizeGreaterThan(50);
        assertThat(corpus.hash())
                .isEqualTo(Corpus.read(Path.of("nlp-models"), language).hash());
    }
}
