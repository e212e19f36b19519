package de.saalelab.bot.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.bot.CorpusException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExamplesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path csv(String content) throws IOException {
        return Files.writeString(folder.resolve("some.csv"), content);
    }

    @Test
    void quotesCommasAndLineBreaksAreUnderstood() throws IOException {
        Path file = csv("\uFEFFintent,text\r\na,\"Hello, \"\"you\"\"\nthere\"\r\n\r\nb,bye\r\n");

        assertThat(CsvExamples.read(file))
                .containsExactly(new Example("Hello, \"you\"\nthere", "a"), new Example("bye", "b"));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> CsvExamples.read(folder.resolve("none.csv")))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("none.csv")
                .hasMessageContaining("does not exist");
    }

    @Test
    void aWrongHeaderIsToldWithWhatWasFound() throws IOException {
        Path file = csv("utterance,category\nhello,a\n");

        assertThatThrownBy(() -> CsvExamples.read(file))
                .hasMessageContaining("line 1")
                .hasMessageContaining("'text' and 'intent'")
                .hasMessageContaining("utterance");
    }

    @Test
    void emptyFieldsAreToldWithTheirLine() throws IOException {
        assertThatThrownBy(() -> CsvExamples.read(csv("text,intent\nhello,a\n\" \",a\n")))
                .hasMessageContaining("line 3")
                .hasMessageContaining("'text' is empty");
        assertThatThrownBy(() -> CsvExamples.read(csv("text,intent\nhello,\n")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("'intent' is empty");
        assertThatThrownBy(() -> CsvExamples.read(csv("text,intent\nhello\n")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("'intent' is missing");
    }

    @Test
    void aFileOfHeaderOnlyHasNoSentence() throws IOException {
        assertThatThrownBy(() -> CsvExamples.read(csv("text,intent\n"))).hasMessageContaining("has no sentence");
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "text,intent\nTür,a\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> CsvExamples.read(file))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void textsNeedNoIntent() throws IOException {
        assertThat(CsvExamples.readTexts(csv("text\nhello\n"))).containsExactly("hello");
    }
}
