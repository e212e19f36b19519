package de.saalelab.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs Jazzer on one parser, in a process of its own: it watches which branches of our code and of the libraries below an input takes, and goes on from
 * those that took new ones. What keeps a parser busy for longer than a second is a finding too.
 */
record Jazzer(Path folder) {
    private static final String WATCHED =
            "de.saalelab.**:com.fasterxml.jackson.**:org.apache.commons.csv.**:org.yaml.snakeyaml.**:java.util.regex.**";
    /** For what never ends; {@link ParserFuzz} is stricter. */
    private static final int LONGEST_SECONDS = 20;

    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+)");

    /**
     * What came of it.
     *
     * @param found what it found, with the input, as Jazzer tells it; empty when nothing was found
     * @param runs inputs tried
     * @param coverage edges of the watched code that were taken
     */
    record Seen(String parser, String found, long runs, long coverage) {
        boolean clean() {
            return found.isEmpty();
        }

        @Override
        public String toString() {
            return "%-20s %,12d inputs, %,6d edges%s"
                    .formatted(parser, runs, coverage, clean() ? "" : ", FAILED:\n" + found);
        }
    }

    /** Tries inputs for some seconds, from those that are right. */
    Seen run(String parser, List<String> right, int seconds) {
        try {
            Path corpus = Files.createDirectories(folder.resolve(parser));
            for (int i = 0; i < right.size(); i++) {
                Files.writeString(corpus.resolve("right-" + i), right.get(i));
            }
            Path said = folder.resolve(parser + ".log");
            Process process = new ProcessBuilder(command(parser, corpus, seconds))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            int code = process.waitFor();
            return read(parser, code, Files.readString(said, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> command(String parser, Path corpus, int seconds) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + ParserFuzz.class.getName(),
                "--target_args=" + parser,
                "--instrumentation_includes=" + WATCHED,
                "--custom_hook_includes=" + WATCHED,
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/" + parser + "-",
                "-max_total_time=" + seconds,
                "-timeout=" + LONGEST_SECONDS,
                "-max_len=4096",
                corpus.toString()));
    }

    private static Seen read(String parser, int code, String said) {
        List<MatchResult> coverage = COVERAGE.matcher(said).results().toList();
        long edges = coverage.isEmpty() ? 0 : Long.parseLong(coverage.getLast().group(1));
        Matcher done = DONE.matcher(said);
        boolean ended = done.find();
        String found = code == 0 && ended ? "" : said.substring(Math.max(0, said.indexOf("\n== ")));
        return new Seen(parser, found, ended ? Long.parseLong(done.group(1)) : 0, edges);
    }
}
