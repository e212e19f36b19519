package de.saalelab.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BotCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter complaints = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new BotCommand())
                .setErr(new PrintWriter(complaints, true))
                .execute(args);
    }

    private String file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n")
                .toString();
    }

    private String train() throws IOException {
        return file(
                "train.csv",
                "text,intent",
                "turn the light on,light",
                "switch on the lamp,light",
                "lights please,light",
                "make it brighter in here,light",
                "it is dark turn on a lamp,light",
                "play some music,music",
                "put on a song,music",
                "I want to hear jazz,music",
                "play the next song,music",
                "music please,music");
    }

    @Test
    void trainsAndExaminesAnyCorpus() throws IOException {
        String test = file("test.csv", "text,intent", "turn on the lamp,light", "play jazz music,music");
        String oos = file("oos.csv", "text", "how tall is a giraffe");
        Path json = folder.resolve("deep/report.json");

        int code = run("evaluate", "--train", train(), "--test", test, "--oos", oos, "--json", json.toString());

        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(code).isZero();
        assertThat(report.get("questions").intValue()).isEqualTo(2);
        assertThat(report.get("accuracy").doubleValue()).isEqualTo(1);
        assertThat(report.get("outOfScope").get("questions").intValue()).isEqualTo(1);
        assertThat(report.get("cost").get("modelBytes").longValue()).isPositive();
    }

    @Test
    void theSameExaminationGivesTheSameFigures() throws IOException {
        String test = file("test.csv", "text,intent", "turn on the lamp,light", "play jazz music,music");
        JsonNode[] reports = new JsonNode[2];
        for (int i = 0; i < 2; i++) {
            Path json = folder.resolve(i + ".json");
            run("evaluate", "--train", train(), "--test", test, "--seed", "4", "--json", json.toString());
            reports[i] = new ObjectMapper().readTree(json.toFile());
        }

        for (String figure : new String[] {"accuracy", "bands", "calibrationError", "robustness", "perIntent"}) {
            assertThat(reports[1].get(figure)).isEqualTo(reports[0].get(figure));
        }
    }

    @Test
    void oneIntentIsTooFew() throws IOException {
        String one = file("one.csv", "text,intent", "hello,a", "hi,a");

        assertThat(run("evaluate", "--train", one, "--test", one)).isEqualTo(1);
        assertThat(complaints.toString()).contains("one.csv").contains("fewer than two intents");
    }

    @Test
    void aMissingFileIsTold() throws IOException {
        assertThat(run(
                        "evaluate",
                        "--train",
                        train(),
                        "--test",
                        folder.resolve("none.csv").toString()))
                .isEqualTo(1);
        assertThat(complaints.toString()).contains("none.csv: does not exist").doesNotContain("at de.saalelab");
    }

    @Test
    void aFolderWithoutCorpusIsTold() {
        String out = folder.resolve("de.model").toString();

        assertThat(run("train", "--corpus", folder.resolve("no").toString(), "--out", out))
                .isEqualTo(1);
        assertThat(complaints.toString()).contains("is not a folder");
    }

    @Test
    void trainingWritesAModel() throws IOException {
        Path out = folder.resolve("en.model");

        assertThat(run("train", "--language", "en", "--corpus", "nlp-models", "--out", out.toString()))
                .isZero();
        assertThat(Classifier.load(out).intents()).isNotEmpty();
    }
}
